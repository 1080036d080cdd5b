/** The other side of driver.ts. */
import { type Expr, pack, SessionContext, unpack } from "@fusewire/fusewire";
import type { Table } from "apache-arrow";

interface Task {
  readonly id: number;
  readonly expr: Expr;
  readonly data: Table;
}

const scope = globalThis as unknown as {
  onmessage: (event: MessageEvent) => void;
  postMessage(message: unknown, transfer: Transferable[]): void;
};

scope.onmessage = async (event) => {
  const { id, expr, data } = await unpack(event.data) as Task;
  const table = await new SessionContext().fromArrow(data).select(expr).toArrow();
  const { message, transfer } = pack({ id, table });
  scope.postMessage(message, transfer);
};
