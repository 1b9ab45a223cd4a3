using Orchestrator.Runtime.Rules;

namespace Orchestrator.HumanResources.Terms;

/// <summary>The Chinese terms of an enumeration: one that is written, and other spellings that are read as the same.</summary>
public sealed class TermList<T>
    where T : struct, Enum
{
    private readonly Dictionary<T, string> written = [];

    private readonly Dictionary<string, T> read = new(StringComparer.Ordinal);

    public TermList(string title, params (T Value, string[] Terms)[] entries)
    {
        Title = title;
        foreach (var (value, terms) in entries)
        {
            written.Add(value, terms[0]);
            foreach (var term in terms)
            {
                read.Add(term, value);
            }
        }
    }

    /// <summary>What the column is called.</summary>
    public string Title { get; }

    /// <summary>Every spelling that is read.</summary>
    public IReadOnlyDictionary<string, T> Spellings => read;

    public IReadOnlyCollection<string> Written => written.Values;

    public string Of(T value) => written[value];

    /// <summary>Spaces around a term and the width of its brackets do not matter.</summary>
    public bool TryRead(string? text, out T value)
    {
        var plain = text?.Trim().Replace('（', '(').Replace('）', ')') ?? "";
        return read.TryGetValue(plain, out value);
    }

    /// <summary>P-01 for a cell with a closed list: null and a finding where the term is missing or unknown.</summary>
    public T? Read(string? text, string path, string place, List<Finding> found)
    {
        if (TryRead(text, out var value))
        {
            return value;
        }

        found.Add(Finding.Block("P-01", path, string.IsNullOrWhiteSpace(text)
            ? $"{place}“{Title}”未填写。"
            : $"{place}“{Title}”没有“{text.Trim()}”这一项，可填：{string.Join('、', Written)}。"));
        return null;
    }

    /// <summary>As <see cref="Read"/>, for a cell that may be empty.</summary>
    public T? ReadOptional(string? text, string path, string place, List<Finding> found) =>
        string.IsNullOrWhiteSpace(text) ? null : Read(text, path, place, found);
}
