import type { ExprNode } from "./expr_node.ts";

/** A text made from the texts of some expressions, where simple concatenation will not do. */
export interface JoinedPiece {
  readonly parts: readonly (readonly Piece[])[];
  readonly join: (texts: readonly string[]) => string;
}

/** A piece of a text: text itself, an expression printed the same way, one printed another way, or a joined piece. */
export type Piece = string | ExprNode | { readonly node: ExprNode; readonly pieces: PiecesOf } | JoinedPiece;

/** What one node's text is made of, its children unprinted. */
export type PiecesOf = (node: ExprNode) => readonly Piece[];

type Task = Piece | { readonly mark: JoinedPiece } | { readonly close: JoinedPiece };

/**
 * Prints a tree from the pieces of its nodes: in linear time and without recursion, so that depth does not matter.
 */
export function printPieces(root: ExprNode, pieces: PiecesOf): string {
  let out: string[] = [];
  // Texts of the parts of joined pieces that are being printed: what was written before, and the parts done so far.
  const open: { readonly before: string[]; readonly texts: string[] }[] = [];
  const stack: { readonly task: Task; readonly pieces: PiecesOf }[] = [{ task: root, pieces }];
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const { task, pieces } = top;
    if (typeof task === "string") {
      out.push(task);
    } else if ("kind" in task) {
      const list = pieces(task);
      for (let i = list.length - 1; i >= 0; i--) stack.push({ task: list[i]!, pieces });
    } else if ("node" in task) {
      stack.push({ task: task.node, pieces: task.pieces });
    } else if ("parts" in task) {
      open.push({ before: out, texts: [] });
      out = [];
      stack.push({ task: { close: task }, pieces });
      for (let p = task.parts.length - 1; p >= 0; p--) {
        stack.push({ task: { mark: task }, pieces });
        const list = task.parts[p]!;
        for (let i = list.length - 1; i >= 0; i--) stack.push({ task: list[i]!, pieces });
      }
    } else if ("mark" in task) {
      open[open.length - 1]!.texts.push(out.join(""));
      out = [];
    } else {
      const { before, texts } = open.pop()!;
      out = before;
      out.push(task.close.join(texts));
    }
  }
  return out.join("");
}

/** Items with a separator between them. */
export function separated(items: readonly Piece[], separator: string): Piece[] {
  const list: Piece[] = [];
  for (let i = 0; i < items.length; i++) {
    if (i > 0) list.push(separator);
    list.push(items[i]!);
  }
  return list;
}
