/** A small bank in English, as a custodian uploads one: `items`, and the `words` of each. */
export const EXAM_BANK = `items:
  - { id: par-one-late, kind: single, objective: portfolio, level: application, difficulty: 2, options: [a, b, c], key: b }
  - { id: par-write-off, kind: true-false, objective: portfolio, level: application, difficulty: 2, key: true }
  - { id: par-percent, kind: numeric, objective: portfolio, level: application, difficulty: 2, key: "6.0", tolerance: "0.1" }
  - { id: repayment-rate-hides, kind: single, objective: portfolio, level: recall, difficulty: 2, options: [a, b, c], key: a }
  - { id: flat-or-declining, kind: true-false, objective: pricing, level: application, difficulty: 2, key: true }
  - { id: cost-parts, kind: multiple, objective: pricing, level: recall, difficulty: 1, options: [a, b, c, d], key: [a, b, d] }
  - { id: whole-cost, kind: single, objective: pricing, level: recall, difficulty: 1, options: [a, b, c], key: c }
  - { id: price-for-groups, kind: true-false, objective: pricing, level: application, difficulty: 2, key: false }
  - { id: adults-learn, kind: single, objective: facilitating, level: application, difficulty: 1, options: [a, b, c], key: c }
  - { id: first-answer, kind: single, objective: facilitating, level: application, difficulty: 2, options: [a, b, c], key: a }
  - { id: session-order, kind: ordering, objective: facilitating, level: application, difficulty: 2, options: [open, try, discuss, plan] }
  - { id: one-speaks, kind: single, objective: facilitating, level: application, difficulty: 1, options: [a, b, c], key: b }
  - { id: say-no, kind: free-text, objective: portfolio, level: application, difficulty: 3, points: 4 }
  - { id: raise-the-price, kind: free-text, objective: portfolio, level: application, difficulty: 3, points: 4 }
words:
  say-no:
    prompt: "A loan officer wants to give a new loan to a client who is 60 days late, so that she can pay the old one. What do you tell him, and what do you do?"
    guidance: "Names what it does to PAR30 and to the client; says no to the officer without shaming him; a way to reschedule within the policy."
  raise-the-price:
    prompt: "Your branch does not cover its costs. A colleague proposes a higher rate, another one fewer staff. Which figures do you look at before you decide, and why?"
    guidance: "Cost for each dollar lent, loans for each officer, losses; what clients can pay; compares before deciding."
  par-one-late:
    prompt: "A client owes 300 and is 40 days late with one instalment of 25. What of her counts in PAR30?"
    options: { a: "25, the instalment that is late", b: "300, all that she still owes", c: "Nothing until she is 90 days late" }
  par-write-off:
    prompt: "Writing off loans that are long overdue lowers PAR30 although nobody has paid."
  par-percent:
    prompt: "A branch has 50,000 outstanding; 3,000 of it is owed by clients more than 30 days late. What is PAR30?"
    unit: "%"
  repayment-rate-hides:
    prompt: "Why can a repayment rate of 95 % hide trouble?"
    options: { a: "With weekly instalments, 5 % not paid on every due day adds up fast", b: "It counts loans that are not due yet", c: "It leaves out the savings of clients" }
  flat-or-declining:
    prompt: "At the same rate and term, interest reckoned flat costs the client more than on the declining balance."
  cost-parts:
    prompt: "Which of these must a lending rate cover if the institution is to go on?"
    options: { a: "The cost of its funds", b: "Losses on loans", c: "The savings of its clients", d: "What it costs to run it" }
  whole-cost:
    prompt: "Which figure lets a client compare two loans with different fees?"
    options: { a: "The interest rate for a month", b: "The first instalment", c: "The yearly rate with all fees in it" }
  price-for-groups:
    prompt: "Small loans cost no more to make for each dollar lent than large ones."
  adults-learn:
    prompt: "Twenty branch managers know the topic from daily work. How do you begin the session?"
    options: { a: "With a lecture, so that all know the same", b: "With a test", c: "With a case from their own branches" }
  first-answer:
    prompt: "The first answer in plenary is wrong. What do you do first?"
    options: { a: "Ask the others what they think of it", b: "Say the right answer", c: "Go on with the next slide" }
  session-order:
    prompt: "Put the parts of a participatory session in order."
    options: { open: "Say why it matters to them", try: "They work on a task", discuss: "They compare what they found", plan: "Each says what to do at home" }
  one-speaks:
    prompt: "One participant answers every question. What helps most?"
    options: { a: "Telling him to be quiet", b: "Letting pairs talk first, and asking others to report", c: "Longer slides" }
`;
