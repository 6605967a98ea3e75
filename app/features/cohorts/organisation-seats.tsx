import { Button } from "#app/ui/button.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm, type FormAnswer } from "#app/ui/form-problem.tsx";
import { Select } from "#app/ui/select.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

type Course = { courseId: string; title: string };
type Props = { seats: (Course & { of: number; used: number })[]; courses: Course[]; setting: FormAnswer };

/** The seats of an organisation, course by course. `courses`: those in which the reader may set them. */
export function OrganisationSeats({ seats, courses, setting }: Props) {
  const form = useForm(setting);
  const { t, number } = useWords();
  return (
    <Sheet title={t("admin.seats.title")}>
      <div className="stack tight">
        <DataTable
          caption={t("admin.seats.title")}
          hideCaption
          rows={seats}
          rowKey={({ courseId }) => courseId}
          empty={<p className="soft">{t("admin.seats.none")}</p>}
          columns={[
            {
              key: "course",
              header: t("admin.seats.course"),
              rowHeader: true,
              cell: ({ title }) => <DirText>{title}</DirText>,
            },
            {
              key: "seats",
              header: t("admin.seats.seats"),
              cell: ({ of, used }) => t("admin.seats.used", { used: number(used), of: number(of) }),
            },
          ]}
        />
        {courses.length > 0 && (
          <Disclosure summary={t("admin.seats.set")} open={setting !== undefined}>
            <Form>
              <Select
                name="courseId"
                label={t("admin.seats.course")}
                placeholder={t("admin.seats.chooseCourse")}
                options={courses.map(({ courseId, title }) => ({ value: courseId, label: title }))}
                defaultValue={form.value("courseId", "")}
                error={form.error("courseId")}
              />
              <TextInput
                name="seats"
                label={t("admin.seats.seats")}
                hint={t("admin.seats.hint")}
                inputMode="numeric"
                defaultValue={form.value("seats", "")}
                error={form.error("seats")}
              />
              <Button name="intent" value="set-seats">
                {t("common.action.save")}
              </Button>
            </Form>
          </Disclosure>
        )}
      </div>
    </Sheet>
  );
}
