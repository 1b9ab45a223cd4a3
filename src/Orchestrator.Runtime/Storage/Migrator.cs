using System.Data.Common;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Orchestrator.Runtime.Storage;

namespace Orchestrator.Runtime;

/// <summary>Where a module's scripts are embedded.</summary>
/// <param name="Folders">Whose folders <c>Schema</c> are meant; none for all of the assembly.</param>
public sealed record SchemaModule(string Name, Assembly Assembly, params IReadOnlyList<string> Folders);

/// <summary>Brings the database to this program's schema; safe when several hosts start at once.</summary>
public sealed partial class Migrator
{
    private const long LockKey = 0x4F52_4348_0002;

    private readonly IStore _store;
    private readonly TimeProvider _clock;
    private readonly IReadOnlyList<Script> _scripts;

    internal Migrator(IStore store, TimeProvider clock, IEnumerable<SchemaModule> modules)
    {
        _store = store;
        _clock = clock;
        _scripts = [.. modules.DistinctBy(module => module.Name).SelectMany(ScriptsOf)];
    }

    /// <summary>Runs the missing scripts, each in a transaction of its own; returns their names.</summary>
    /// <exception cref="InvalidOperationException">The database is newer than the program, or a script changed after it ran.</exception>
    public async Task<IReadOnlyList<string>> Migrate(CancellationToken ct = default)
    {
        var ran = new List<string>();
        if (_store.Kind == StoreKind.Memory)
        {
            return ran;
        }

        await Transact(
            async (connection, transaction) =>
            {
                await Execute(connection, transaction, "create table if not exists schema_versions (module text not null, number integer not null, name text not null, hash text not null, at bigint not null, primary key (module, number))", ct);
                return 0;
            }, ct);
        foreach (var script in _scripts)
        {
            var done = await Transact(
                async (connection, transaction) =>
                {
                    var applied = await Applied(connection, transaction, ct);
                    Check(applied);
                    if (applied.Any(row => row.Module == script.Module && row.Number == script.Number))
                    {
                        return false;
                    }

                    await Execute(connection, transaction, script.Sql(_store.Kind), ct);
                    await Record(connection, transaction, script, ct);
                    return true;
                }, ct);
            if (done)
            {
                ran.Add(script.FullName);
            }
        }

        return ran;
    }

    /// <summary>The scripts that have not run yet.</summary>
    public async Task<IReadOnlyList<string>> Missing(CancellationToken ct = default)
    {
        if (_store.OpenRead() is not { } connection)
        {
            return [];
        }

        await using (connection)
        {
            await connection.OpenAsync(ct);
            await using var exists = connection.CreateCommand();
            exists.CommandText = _store.Kind == StoreKind.Sqlite
                ? "select count(*) from sqlite_master where type = 'table' and name = 'schema_versions'"
                : "select count(*) from information_schema.tables where table_name = 'schema_versions' and table_schema = current_schema()";
            var applied = Convert.ToInt64(await exists.ExecuteScalarAsync(ct), System.Globalization.CultureInfo.InvariantCulture) == 0
                ? []
                : await Applied(connection, null, ct);
            return [.. _scripts.Where(script => !applied.Any(row => row.Module == script.Module && row.Number == script.Number)).Select(script => script.FullName)];
        }
    }

    private void Check(List<Version> applied)
    {
        foreach (var row in applied)
        {
            var script = _scripts.FirstOrDefault(candidate => candidate.Module == row.Module && candidate.Number == row.Number);
            if (script is null && _scripts.Any(candidate => candidate.Module == row.Module))
            {
                throw new InvalidOperationException(
                    $"数据库比程序新：{row.Module} 已有脚本 {row.Number:000}_{row.Name}，请升级程序。The database is newer than this program ({row.Module} {row.Number}).");
            }

            if (script is not null && script.Hash != row.Hash)
            {
                throw new InvalidOperationException(
                    $"数据库脚本 {script.FullName} 执行后又被修改。The script {script.FullName} has changed since it ran on this database.");
            }
        }
    }

    private async Task<T> Transact<T>(Func<DbConnection, DbTransaction, Task<T>> action, CancellationToken ct)
    {
        await using var transaction = await _store.Begin(ct);
        var (connection, inner) = (transaction.Connection!, transaction.Transaction!);
        if (_store.Kind == StoreKind.Postgres)
        {
            await Execute(connection, inner, $"select pg_advisory_xact_lock({LockKey})", ct);
        }

        var result = await action(connection, inner);
        await transaction.Commit(ct);
        return result;
    }

    private static async Task<List<Version>> Applied(DbConnection connection, DbTransaction? transaction, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "select module, number, name, hash from schema_versions";
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<Version>();
        while (await reader.ReadAsync(ct))
        {
            rows.Add(new(reader.GetString(0), reader.GetInt32(1), reader.GetString(2), reader.GetString(3)));
        }

        return rows;
    }

    private async Task Record(DbConnection connection, DbTransaction transaction, Script script, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "insert into schema_versions (module, number, name, hash, at) values (@module, @number, @name, @hash, @at)";
        foreach (var (name, value) in new (string, object)[] { ("module", script.Module), ("number", script.Number), ("name", script.Name), ("hash", script.Hash), ("at", _clock.GetUtcNow().UtcTicks) })
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }

        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task Execute(DbConnection connection, DbTransaction transaction, string sql, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(ct);
    }

    private static IEnumerable<Script> ScriptsOf(SchemaModule module)
    {
        var scripts = module.Assembly.GetManifestResourceNames()
            .Select(resource => (Resource: resource, Match: FileName().Match(resource)))
            .Where(found => found.Match.Success && (module.Folders.Count == 0 || module.Folders.Any(folder => found.Resource.Contains($".{folder}.Schema.", StringComparison.Ordinal))))
            .Select(found => new Script(module.Name, int.Parse(found.Match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), found.Match.Groups[2].Value, Read(module.Assembly, found.Resource)))
            .OrderBy(script => script.Number)
            .ToList();
        return scripts.DistinctBy(script => script.Number).Count() == scripts.Count
            ? scripts
            : throw new InvalidOperationException($"Two schema scripts of {module.Name} have the same number.");
    }

    private static string Read(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"\.Schema\.(\d{3})_([A-Za-z0-9_-]+)\.sql$")]
    private static partial Regex FileName();

    [GeneratedRegex(@"\$\{postgres:([^}]*)\}")]
    private static partial Regex PostgresOnly();

    private sealed record Version(string Module, int Number, string Name, string Hash);

    private sealed record Script(string Module, int Number, string Name, string Text)
    {
        public string FullName => $"{Module}/{Number:000}_{Name}";

        // Line ends differ between checkouts; the script does not.
        public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text.ReplaceLineEndings("\n"))));

        public string Sql(StoreKind kind) => PostgresOnly().Replace(AppendOnly.Expand(Text, kind), kind == StoreKind.Postgres ? "$1" : "").Replace(
            "${identity}", kind == StoreKind.Sqlite ? "integer primary key autoincrement" : "bigint generated by default as identity primary key", StringComparison.Ordinal)
            .Replace("${json-array}", kind == StoreKind.Sqlite ? "json_array" : "json_build_array", StringComparison.Ordinal);
    }
}
