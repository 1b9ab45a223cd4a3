using System.Text.RegularExpressions;

namespace Orchestrator.Runtime.Storage;

/// <summary>
/// <c>${append-only:TABLE}</c> in a schema script: triggers that refuse UPDATE and DELETE (and TRUNCATE on PostgreSQL) of
/// the table's rows, whoever sends them. They guard against mistakes of the program and of people with a database console.
/// They do not stop the owner of the database, who can drop them: that is what hashes and the audit chain are for.
/// </summary>
internal static partial class AppendOnly
{
    public static string Expand(string script, StoreKind kind) =>
        Mark().Replace(script, match => kind == StoreKind.Sqlite ? Sqlite(match.Groups[1].Value) : Postgres(match.Groups[1].Value));

    private static string Sqlite(string table) => string.Concat(new[] { "update", "delete" }.Select(deed =>
        $"create trigger {table}_no_{deed} before {deed} on {table} begin select raise(abort, '{table}：{Refusal}'); end;\n"));

    private static string Postgres(string table) =>
        $"""
        create function {table}_refuse() returns trigger language plpgsql as $$ begin raise exception '{table}：{Refusal}'; end $$;
        create trigger {table}_no_change before update or delete on {table} for each row execute function {table}_refuse();
        create trigger {table}_no_truncate before truncate on {table} for each statement execute function {table}_refuse();
        """;

    private const string Refusal = "已固定的记录不得修改或删除";

    [GeneratedRegex(@"\$\{append-only:([a-z_]+)\};?")]
    private static partial Regex Mark();
}
