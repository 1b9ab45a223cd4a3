using System.Collections.Concurrent;
using Npgsql;

namespace Orchestrator.Runtime.Storage.Sql;

/// <summary>
/// Parameters that are used again and again: the runtime sends a few dozen texts with up to thirty values each, and making
/// the objects for them anew was much of what a decision allocated. Commands are not kept: they belong to the connection that
/// prepared them. Thread-safe.
/// </summary>
internal sealed class PostgresParameters
{
    // A parameter keeps its last value; long ones are not worth keeping.
    private const int Long = 32_768;

    private readonly ConcurrentDictionary<string, ConcurrentBag<NpgsqlParameter[]>> _idle = new(StringComparer.Ordinal);

    public NpgsqlBatchCommand Command(Statement statement)
    {
        var command = new NpgsqlBatchCommand(statement.Sql);
        if (_idle.TryGetValue(statement.Sql, out var idle) && idle.TryTake(out var parameters))
        {
            for (var at = 0; at < parameters.Length; at++)
            {
                statement.Args[at].Into(parameters[at]);
                command.Parameters.Add(parameters[at]);
            }
        }
        else
        {
            foreach (var arg in statement.Args)
            {
                command.Parameters.Add(arg.ToNpgsql());
            }
        }

        return command;
    }

    /// <summary>After a batch that went well; the parameters of others are left to the collector.</summary>
    public void Return(NpgsqlBatchCommandCollection commands)
    {
        foreach (NpgsqlBatchCommand command in commands)
        {
            if (command.Parameters.Count > 0)
            {
                var parameters = new NpgsqlParameter[command.Parameters.Count];
                command.Parameters.CopyTo(parameters, 0);
                if (!parameters.Any(parameter => parameter.Value is string { Length: > Long } or byte[] { Length: > Long }))
                {
                    foreach (var array in parameters.Where(parameter => parameter.Value is Array and not byte[]))
                    {
                        array.Value = null;
                    }

                    command.Parameters.Clear();
                    _idle.GetOrAdd(command.CommandText, _ => []).Add(parameters);
                }
            }
        }
    }
}
