import type { ComponentPropsWithoutRef } from "react";

/** A column of fields, each with room; posts unless told otherwise. */
export function Form({
  method = "post",
  children,
  ...rest
}: Omit<ComponentPropsWithoutRef<"form">, "className" | "style">) {
  return (
    <form className="form" method={method} {...rest}>
      {children}
    </form>
  );
}
