using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Orchestrator.Runtime.Storage.Sql;

/// <summary>
/// The same statement of several writers as one statement over arrays (PostgreSQL). The texts are derived from the ones for
/// a single row: inserts of one row of values, updates and deletes with one <c>where</c>.
/// </summary>
internal static partial class ManyRows
{
    private static readonly ConcurrentDictionary<string, string?> Texts = new(StringComparer.Ordinal);

    private static readonly ConcurrentDictionary<string, string> Guards = new(StringComparer.Ordinal);

    /// <summary>
    /// One list that has the effect of all queues; the order within each queue is kept, the queues must not touch the same
    /// rows. A guarded statement fails by division by zero when it does not affect as many rows as it has.
    /// </summary>
    public static IEnumerable<Statement> Merge(IReadOnlyList<IReadOnlyList<Statement>> queues)
    {
        if (queues.Count == 1)
        {
            foreach (var statement in queues[0])
            {
                yield return Guarded(statement);
            }

            yield break;
        }

        var next = new int[queues.Count];
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        var same = new List<Statement>();
        while (true)
        {
            first.Clear();
            for (var queue = 0; queue < queues.Count; queue++)
            {
                if (next[queue] < queues[queue].Count)
                {
                    CollectionsMarshal.GetValueRefOrAddDefault(first, queues[queue][next[queue]].Sql, out _)++;
                }
            }

            if (first.Count == 0)
            {
                yield break;
            }

            var sql = first.MaxBy(pair => pair.Value).Key;
            same.Clear();
            for (var queue = 0; queue < queues.Count; queue++)
            {
                if (next[queue] < queues[queue].Count && queues[queue][next[queue]].Sql == sql)
                {
                    same.Add(queues[queue][next[queue]++]);
                }
            }

            if (same.Count > 1 && Texts.GetOrAdd(sql, Of, same[0]) is { } text)
            {
                yield return new(text, [.. Enumerable.Range(0, same[0].Args.Length).Select(column => Arg.Column(same, column))]);
            }
            else
            {
                foreach (var statement in same)
                {
                    yield return Guarded(statement);
                }
            }
        }
    }

    /// <summary>A guarded statement that fails by itself; others as they are.</summary>
    public static Statement Guarded(Statement statement) =>
        statement.MustAffectOne ? statement with { Sql = Guards.GetOrAdd(statement.Sql, plain => Guard(plain, "1")), MustAffectOne = false, ReturnsRow = true } : statement;

    private static string Guard(string plain, string rows) => $"with guarded as ({plain} returning 1) select 1 / (count(*) = {rows})::int from guarded";

    private static string? Of(string sql, Statement one)
    {
        var columns = string.Join(", ", one.Args.Select((_, at) => $"c{at + 1}"));
        var arrays = string.Join(", ", one.Args.Select((arg, at) => $"${at + 1}::{arg.SqlType}[]"));
        var from = $"unnest({arrays}) as v ({columns})";
        var named = Parameter().Replace(sql, "v.c$1");
        var text = sql switch
        {
            _ when sql.StartsWith("insert into ", StringComparison.Ordinal) && Values().Match(named) is { Success: true } values =>
                $"{named[..values.Index]} select {values.Groups[1].Value} from {from}{named[(values.Index + values.Length)..]}",
            _ when sql.StartsWith("update ", StringComparison.Ordinal) => Where(named, $" from {from}"),
            _ when sql.StartsWith("delete from ", StringComparison.Ordinal) => Where(named, $" using {from}"),
            _ => null,
        };
        return text is not null && one.MustAffectOne ? Guard(text, "cardinality($1)") : text;
    }

    private static string? Where(string text, string insertion) =>
        text.IndexOf(" where ", StringComparison.Ordinal) is > 0 and var at && at == text.LastIndexOf(" where ", StringComparison.Ordinal) ? text.Insert(at, insertion) : null;

    [GeneratedRegex(@"\$(\d+)")]
    private static partial Regex Parameter();

    // The list of values: names, numbers and parameters, no brackets.
    [GeneratedRegex(@" values \(([^()]*)\)")]
    private static partial Regex Values();
}
