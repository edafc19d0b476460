import { boxOf } from "#app/domain/circles/role-rights.ts";
import { RIGHTS, type Right, ROLE_KEYS, type RoleKey } from "#app/domain/rights.ts";
import { RIGHT_WORDS, ROLE_KEY_LABELS } from "#app/i18n/rights-words.ts";
import { type Column, Table } from "#app/ui/table.tsx";

/** «Lo que este rol permite en la red»: `rights` is the row of listRights() that holds for the role, none where it has none. */
export function RightsOfRole({ rights }: { rights: readonly Right[] }) {
  if (rights.length === 0) return <p>Este rol no abre nada especial en la red: vale por lo que el círculo le encarga.</p>;
  return (
    <>
      <ul className="rights">
        {rights.map((right) => (
          <li key={right}>
            <strong>{RIGHT_WORDS[right].label}.</strong> {RIGHT_WORDS[right].lets}
          </li>
        ))}
      </ul>
      <p className="hint">Vale mientras dura el período, y termina con él.</p>
    </>
  );
}

/** The table of all: what is ticked is what the role of the column lets one do. */
export function RightsBoxes({ ticked }: { ticked: ReadonlySet<string> }) {
  const columns: Column<Right>[] = [
    {
      key: "right",
      header: "Permiso",
      primary: true,
      cell: (right) => (
        <>
          {RIGHT_WORDS[right].label}
          <span className="hint rights-lets">{RIGHT_WORDS[right].lets}</span>
        </>
      ),
    },
    ...ROLE_KEYS.map((key): Column<Right> => ({ key, header: ROLE_KEY_LABELS[key], cell: (right) => <Box roleKey={key} right={right} ticked={ticked} /> })),
  ];
  return <Table caption="Qué permite cada rol" captionHidden columns={columns} rows={[...RIGHTS]} rowKey={(right) => right} />;
}

function Box({ roleKey, right, ticked }: { roleKey: RoleKey; right: Right; ticked: ReadonlySet<string> }) {
  const name = boxOf(roleKey, right);
  return (
    <label className="rights-box">
      <input type="checkbox" name="box" value={name} defaultChecked={ticked.has(name)} />
      <span className="visually-hidden">
        {ROLE_KEY_LABELS[roleKey]}: {RIGHT_WORDS[right].label}
      </span>
    </label>
  );
}
