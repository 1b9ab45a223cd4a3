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

    /// <summary>Puts the statement at the end of the batch.</summary>
    /// <param name="lent">Takes its parameters, for <see cref="Return"/>.</param>
    public void Add(NpgsqlBatch batch, Statement statement, List<LentParameters> lent)
    {
        var command = new NpgsqlBatchCommand(statement.Sql);
        if (statement.Args.Length > 0)
        {
            var idle = _idle.GetOrAdd(statement.Sql, static _ => []);
            if (idle.TryTake(out var parameters))
            {
                for (var at = 0; at < parameters.Length; at++)
                {
                    statement.Args[at].Into(parameters[at]);
                }
            }
            else
            {
                parameters = Array.ConvertAll(statement.Args, arg => arg.ToNpgsql());
            }

            foreach (var parameter in parameters)
            {
                command.Parameters.Add(parameter);
            }

            lent.Add(new(command, parameters, idle));
        }

        batch.BatchCommands.Add(command);
    }

    /// <summary>After a batch that went well; the parameters of others are left to the collector.</summary>
    public static void Return(List<LentParameters> lent)
    {
        foreach (var (command, parameters, idle) in lent)
        {
            if (Keep(parameters))
            {
                command.Parameters.Clear();
                idle.Add(parameters);
            }
        }
    }

    private static bool Keep(NpgsqlParameter[] parameters)
    {
        foreach (var parameter in parameters)
        {
            switch (parameter.Value)
            {
                case string { Length: > Long } or byte[] { Length: > Long }: return false;
                case Array and not byte[]: parameter.Value = null; break;
            }
        }

        return true;
    }
}

/// <summary>Parameters that are with a command, and where they go afterwards.</summary>
internal readonly record struct LentParameters(NpgsqlBatchCommand Command, NpgsqlParameter[] Parameters, ConcurrentBag<NpgsqlParameter[]> Idle);
