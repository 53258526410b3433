import { csharp } from "./csharp";
import { go } from "./go";
import { java } from "./java";
import { php } from "./php";
import { python } from "./python";
import { ruby } from "./ruby";
import { shell } from "./shell";
import { typescript } from "./typescript";

/** How a consumer verifies a request, by language. A test runs each against a delivered request where it can. */
export const VERIFY_SNIPPETS = [
  { id: "typescript", label: "TypeScript", code: typescript },
  { id: "python", label: "Python", code: python },
  { id: "go", label: "Go", code: go },
  { id: "ruby", label: "Ruby", code: ruby },
  { id: "php", label: "PHP", code: php },
  { id: "java", label: "Java", code: java },
  { id: "csharp", label: "C#", code: csharp },
  { id: "shell", label: "Shell", code: shell },
] as const;
