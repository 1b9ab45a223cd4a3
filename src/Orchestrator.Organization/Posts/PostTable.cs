using System.Text.Json;

namespace Orchestrator.Organization.Posts;

/// <summary>How many leaders a size allows.</summary>
/// <param name="UpTo">Largest number of quotas that the row is for; null: any above the row before.</param>
/// <param name="Chiefs">正职; null when only the total is fixed.</param>
/// <param name="Deputies">副职, likewise.</param>
/// <param name="Total">All leaders together; null when it follows from the two.</param>
public sealed record PostTableRow(int? UpTo = null, int? Chiefs = null, int? Deputies = null, int? Total = null)
{
    public int Most => Total ?? ((Chiefs ?? 0) + (Deputies ?? 0));
}

/// <summary>
/// A table of leadership posts by size: data, to be replaced by what a place uses. Those that come with the product are
/// read from a report on a provincial notice of 2005 and not confirmed.
/// </summary>
/// <param name="Rows">By size, smallest first; the last is open.</param>
public sealed record PostTable(string Code, string Scope, bool IsConfirmed, IReadOnlyList<PostTableRow> Rows)
{
    private static readonly Lazy<IReadOnlyDictionary<string, PostTable>> Read = new(() =>
    {
        using var stream = typeof(PostTable).Assembly.GetManifestResourceStream("Orchestrator.Organization.Posts.post-tables.json")!;
        return Parse(stream).ToDictionary(table => table.Code);
    });

    /// <summary>The tables that come with the product, by code.</summary>
    public static IReadOnlyDictionary<string, PostTable> Shipped => Read.Value;

    public PostTableRow For(int quota) => Rows.First(row => row.UpTo is not { } upTo || quota <= upTo);

    /// <summary>Throws <see cref="JsonException"/> for text that is no table, or whose rows do not rise to an open one.</summary>
    public static IReadOnlyList<PostTable> Parse(Stream json)
    {
        var tables = JsonSerializer.Deserialize<List<PostTable>>(json, JsonSerializerOptions.Web) ?? throw new JsonException("No tables.");
        foreach (var table in tables)
        {
            var sizes = table.Rows?.Select(row => row.UpTo ?? int.MaxValue).ToList() ?? [];
            if (sizes.Count == 0 || sizes[^1] != int.MaxValue || sizes.Zip(sizes.Skip(1)).Any(pair => pair.First >= pair.Second))
            {
                throw new JsonException($"{table.Code}: rows must rise to one without upTo.");
            }
        }

        return tables;
    }
}
