using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;

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

    public NpgsqlParameter ToNpgsql() => new() { Value = _value ?? DBNull.Value, NpgsqlDbType = _type };

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
