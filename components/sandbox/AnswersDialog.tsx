"use client";

import { type FormEvent, useState } from "react";
import { useUpdateReceiver } from "@/lib/client/hooks/use-sandbox";
import { PRESETS, parseAnswers, presetOf, programSentence } from "@/lib/client/sandbox-answers";
import type { SandboxReceiverOut } from "@/lib/contracts/sandbox";
import { Button } from "../ui/Button";
import { Checkbox } from "../ui/Checkbox";
import { Dialog } from "../ui/Dialog";
import { Field, TextField } from "../ui/Field";
import { Select } from "../ui/Select";

interface AnswersDialogProps {
  receiver: SandboxReceiverOut;
  open: boolean;
  onClose: () => void;
}

const OWN = "own";
const CHOICES = [
  ...PRESETS.map(({ label }) => ({ value: label, label })),
  { value: OWN, label: "Answers of your own" },
];

export function AnswersDialog({ receiver, open, onClose }: AnswersDialogProps) {
  return (
    <Dialog title="What it answers" open={open} onClose={onClose}>
      <AnswersForm receiver={receiver} onClose={onClose} />
    </Dialog>
  );
}

/** There while the dialog is open, so that it begins with what holds. A preset fills the fields in. */
function AnswersForm({ receiver, onClose }: Omit<AnswersDialogProps, "open">) {
  const update = useUpdateReceiver(receiver, "The next request gets the first of the new answers.");
  const [draft, setDraft] = useState(() => draftOf(receiver));
  const answers = parseAnswers(draft.answers);
  const program = answers && { ...draft, answers, delayMs: Number(draft.delayMs), failureRate: draft.percent / 100 };
  const choose = (label: string) => {
    const preset = PRESETS.find((candidate) => candidate.label === label);
    if (preset) setDraft({ ...draftOf(preset.program), name: draft.name });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!program) return;
    const { name, repeat, delayMs, failureRate } = program;
    update.mutate({ name, answers: program.answers, repeat, delayMs, failureRate }, { onSuccess: onClose });
  };
  return (
    <form method="post" onSubmit={submit}>
      <TextField
        label="Name"
        value={draft.name}
        required
        maxLength={200}
        autoComplete="off"
        onChange={({ target }) => setDraft({ ...draft, name: target.value })}
      />
      <Field label="Behave like this">
        {(control) => (
          <Select
            {...control}
            className="w-full"
            options={CHOICES}
            value={program ? (presetOf(program)?.label ?? OWN) : OWN}
            onChange={({ target }) => choose(target.value)}
          />
        )}
      </Field>
      <TextField
        label="Answers, one a request"
        value={draft.answers}
        spellCheck={false}
        autoComplete="off"
        className="font-mono text-mono"
        hint={program ? programSentence(program) : undefined}
        error={program ? undefined : "Write statuses from 200 to 599, close or reset, separated by commas."}
        onChange={({ target }) => setDraft({ ...draft, answers: target.value })}
      />
      <div className="mb-4.5">
        <Checkbox
          label="Begin again after the last"
          checked={draft.repeat}
          onChange={({ target }) => setDraft({ ...draft, repeat: target.checked })}
        />
      </div>
      <div className="grid grid-cols-2 gap-3.5">
        <TextField
          label="Wait before each, ms"
          type="number"
          min={0}
          max={60_000}
          required
          value={draft.delayMs}
          onChange={({ target }) => setDraft({ ...draft, delayMs: target.valueAsNumber || 0 })}
        />
        <TextField
          label="Fail by chance, %"
          type="number"
          min={0}
          max={100}
          required
          value={draft.percent}
          onChange={({ target }) => setDraft({ ...draft, percent: target.valueAsNumber || 0 })}
        />
      </div>
      <div className="flex justify-end gap-3">
        <Button onClick={onClose}>Cancel</Button>
        <Button look="primary" type="submit" busy={update.isPending} disabled={program === null}>
          Answer like this
        </Button>
      </div>
    </form>
  );
}

type Answering = Pick<SandboxReceiverOut, "answers" | "repeat" | "delayMs" | "failureRate"> & { name?: string };

function draftOf({ name = "", answers, repeat, delayMs, failureRate }: Answering) {
  return { name, answers: answers.join(", "), repeat, delayMs, percent: Math.round(failureRate * 100) };
}
