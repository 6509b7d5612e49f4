type Task = () => Promise<void>;

/** Does tasks a few at a time, urgent ones first, each kind in the order of its arrival. Tasks must not reject. */
export class WorkQueue {
  readonly lanes: number;
  #running = 0;
  readonly #urgent: Task[] = [];
  readonly #patient: Task[] = [];

  /** `lanes`: how many tasks run at once. */
  constructor(lanes: number) {
    this.lanes = lanes;
  }

  /** Tasks that have not begun. */
  get waitingCount(): number {
    return this.#urgent.length + this.#patient.length;
  }

  add(task: Task, urgency: "urgent" | "patient"): void {
    (urgency === "urgent" ? this.#urgent : this.#patient).push(task);
    this.#begin();
  }

  #begin(): void {
    while (this.#running < this.lanes) {
      const task = this.#urgent.shift() ?? this.#patient.shift();
      if (task === undefined) return;
      this.#running += 1;
      void task().finally(() => {
        this.#running -= 1;
        this.#begin();
      });
    }
  }
}
