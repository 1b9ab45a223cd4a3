using System.Data.Common;

namespace Orchestrator.Runtime.Storage.Sql;

/// <summary>Runs one query on a pooled connection.</summary>
internal interface ISqlReader
{
    Task<List<T>> Query<T>(Func<DbDataReader, T> read, CancellationToken ct, string sql, params Arg[] args);
}

/// <summary>Builds a <c>where</c> clause together with its arguments.</summary>
internal sealed class Filter
{
    private readonly List<string> _terms = [];

    public List<Arg> Args { get; } = [];

    public string Where => _terms.Count == 0 ? "" : " where " + string.Join(" and ", _terms);

    /// <summary>Adds a term in which <c>{0}</c> stands for the argument.</summary>
    public Filter And(string term, Arg arg)
    {
        _terms.Add(term.Replace("{0}", Next(arg), StringComparison.Ordinal));
        return this;
    }

    public Filter AndWhen(bool wanted, string term, Func<Arg> arg) => wanted ? And(term, arg()) : this;

    public Filter And(string term)
    {
        _terms.Add(term);
        return this;
    }

    /// <summary>The parameter that an argument gets.</summary>
    public string Next(Arg arg)
    {
        Args.Add(arg);
        return $"${Args.Count}";
    }

    /// <summary>A pattern for <c>like … escape '!'</c> that finds the text anywhere.</summary>
    public static string Containing(string text) =>
        "%" + text.ToLowerInvariant().Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal) + "%";
}

internal sealed partial class SqlReads(ISqlReader db) : IStoreReads
{
    private const long EndOfTime = long.MaxValue;

    private async Task<Page<T>> Paged<T>(
        Func<DbDataReader, T> read, string columns, string table, Filter filter, string order, int page, int size, CancellationToken ct)
    {
        (page, size) = (Math.Max(page, 1), Math.Clamp(size, 1, PageSize.Largest));
        var total = await db.Query(r => r.GetInt32(0), ct, $"select cast(count(*) as integer) from {table}{filter.Where}", [.. filter.Args]);
        var sql = $"select {columns} from {table}{filter.Where} order by {order} limit {filter.Next(size)} offset {filter.Next((long)(page - 1) * size)}";
        return new(await db.Query(read, ct, sql, [.. filter.Args]), total[0], page, size);
    }
}
