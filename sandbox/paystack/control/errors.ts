/** A refusal of the control API; the message tells the tester what to send instead. */
export class ControlError extends Error {
  readonly status: number;
  readonly issues: readonly { path: string; message: string }[];

  constructor(status: number, message: string, issues: ControlError['issues'] = []) {
    super(message);
    this.name = 'ControlError';
    this.status = status;
    this.issues = issues;
  }

  toBody() {
    return { error: { message: this.message, ...(this.issues.length > 0 ? { issues: this.issues } : {}) } };
  }
}
