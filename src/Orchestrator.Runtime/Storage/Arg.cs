using System.Buffers;
using System.Data.Common;
using System.Text;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;
using SQLitePCL;

namespace Orchestrator.Runtime.Storage;

/// <summary>A typed statement parameter. The type is fixed by the conversion, also for null: a prepared statement then
/// stays the same for every value.</summary>
internal readonly struct Arg
{
    private readonly object? _value;
    private readonly NpgsqlDbType _type;

    private Arg(object? value, NpgsqlDbType type) => (_value, _type) = (value, type);

    public static implicit operator Arg(string? value) => new(value, NpgsqlDbType.Text);

    public static implicit operator Arg(long value) => new(value, NpgsqlDbType.Bigint);

    public static implicit operator Arg(long? value) => new(value, NpgsqlDbType.Bigint);

    public static implicit operator Arg(int value) => new(value, NpgsqlDbType.Integer);

    public static implicit operator Arg(int? value) => new(value, NpgsqlDbType.Integer);

    public static implicit operator Arg(bool value) => new(value, NpgsqlDbType.Boolean);

    public static implicit operator Arg(byte[] value) => new(value, NpgsqlDbType.Bytea);

    public static implicit operator Arg(DateTimeOffset value) => new(value.UtcTicks, NpgsqlDbType.Bigint);

    public static implicit operator Arg(DateTimeOffset? value) => new(value?.UtcTicks, NpgsqlDbType.Bigint);

    /// <summary>The name of the type in SQL.</summary>
    public string SqlType => _type.ToString().ToLowerInvariant();

    public static Arg Array(IEnumerable<string> values) => new(values.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text);

    /// <summary>One argument of many statements of the same text.</summary>
    public static Arg Column(List<Statement> statements, int at)
    {
        var type = statements[0].Args[at]._type;
        return new(
            type switch
            {
                NpgsqlDbType.Text => Values<string?>(statements, at),
                NpgsqlDbType.Bigint => Values<long?>(statements, at),
                NpgsqlDbType.Integer => Values<int?>(statements, at),
                NpgsqlDbType.Boolean => Values<bool>(statements, at),
                NpgsqlDbType.Bytea => Values<byte[]>(statements, at),
                _ => throw new InvalidOperationException($"No array of {type}."),
            },
            NpgsqlDbType.Array | type);
    }

    public NpgsqlParameter ToNpgsql() => new() { Value = _value ?? DBNull.Value, NpgsqlDbType = _type };

    /// <summary>Puts the value into a parameter that was made for an argument of the same type.</summary>
    public void Into(NpgsqlParameter parameter) => parameter.Value = _value ?? DBNull.Value;

    /// <summary>Binds without the objects that ADO.NET makes for each value.</summary>
    public int Bind(sqlite3_stmt statement, int at)
    {
        switch (_value)
        {
            case null: return raw.sqlite3_bind_null(statement, at);
            case long number: return raw.sqlite3_bind_int64(statement, at, number);
            case int number: return raw.sqlite3_bind_int(statement, at, number);
            case bool flag: return raw.sqlite3_bind_int(statement, at, flag ? 1 : 0);
            case byte[] bytes: return raw.sqlite3_bind_blob(statement, at, bytes);
            case "": return raw.sqlite3_bind_text(statement, at, "");
            case string text:
                var buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
                try
                {
                    // SQLite takes a copy.
                    return raw.sqlite3_bind_text(statement, at, buffer.AsSpan(0, Encoding.UTF8.GetBytes(text, buffer)));
                }
                finally
                {
                    ArrayPool<byte>.Shared.Return(buffer);
                }

            default: throw new InvalidOperationException($"No binding for {_value.GetType().Name}.");
        }
    }

    private static T[] Values<T>(List<Statement> statements, int at)
    {
        var values = new T[statements.Count];
        for (var row = 0; row < values.Length; row++)
        {
            values[row] = (T)statements[row].Args[at]._value!;
        }

        return values;
    }

    public void Bind(SqliteParameter parameter) => parameter.Value = _value ?? DBNull.Value;
}

/// <summary>One SQL text with <c>$1 … $n</c>, the same for every database.</summary>
/// <param name="MustAffectOne">A guarded write: no row affected means that the world has moved on.</param>
internal readonly record struct Statement(string Sql, Arg[] Args, bool MustAffectOne = false)
{
    /// <summary>A statement among the queued writes that answers with a row nobody reads.</summary>
    public bool ReturnsRow { get; init; }
}

/// <summary>A guarded write met another revision: the transaction must be rolled back.</summary>
internal sealed class LostRaceException(string what) : Exception($"Someone else changed it first: {what}");

internal static class Columns
{
    public static string? Text(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static DateTimeOffset Moment(this DbDataReader row, int column) => UtcTicks.From(row.GetInt64(column));

    public static DateTimeOffset? MomentOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : UtcTicks.From(row.GetInt64(column));
}
