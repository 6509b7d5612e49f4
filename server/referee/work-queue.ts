type Task = () => Promise<void>;

/** Somebody waits now; somebody will wait; nobody waits. */
const urgencies = ["urgent", "patient", "leisurely"] as const;
export type Urgency = (typeof urgencies)[number];

/** Does tasks a few at a time, urgent ones first, each kind in the order of its arrival. Tasks must not reject. */
export class WorkQueue {
  readonly lanes: number;
  #running = 0;
  readonly #waiting: Readonly<Record<Urgency, Task[]>> = { urgent: [], patient: [], leisurely: [] };

  /** `lanes`: how many tasks run at once. */
  constructor(lanes: number) {
    this.lanes = lanes;
  }

  /** Tasks that have not begun. */
  get waitingCount(): number {
    return urgencies.reduce((count, urgency) => count + this.#waiting[urgency].length, 0);
  }

  add(task: Task, urgency: Urgency): void {
    this.#waiting[urgency].push(task);
    this.#begin();
  }

  #begin(): void {
    while (this.#running < this.lanes) {
      const urgency = urgencies.find((other) => this.#waiting[other].length > 0);
      const task = urgency === undefined ? undefined : this.#waiting[urgency].shift();
      if (task === undefined) return;
      this.#running += 1;
      void task().finally(() => {
        this.#running -= 1;
        this.#begin();
      });
    }
  }
}
