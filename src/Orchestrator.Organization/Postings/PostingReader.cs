using Orchestrator.Runtime;

namespace Orchestrator.Organization.Postings;

/// <summary>Takes the members that a kind needs and notes what is missing, so that all of it is told at once.</summary>
internal sealed class PostingReader
{
    private const int Longest = 100;
    private const int Most = 100_000;

    public List<FieldProblem> Problems { get; } = [];

    public string Need(string path, string? value, string name)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            Problems.Add(new(path, $"请填写{name}。"));
        }

        return May(path, value, name) ?? "";
    }

    public T Need<T>(string path, T? value, string name)
        where T : struct
    {
        if (value is null)
        {
            Problems.Add(new(path, $"请选择{name}。"));
        }

        return value ?? default;
    }

    public string? May(string path, string? value, string name)
    {
        if (value is { Length: > Longest })
        {
            Problems.Add(new(path, $"{name}不能超过{Longest}个字符。"));
        }

        return string.IsNullOrWhiteSpace(value) ? null : value.Trim();
    }

    public int Count(string path, int? value, string name, int least = 1)
    {
        if (value is not { } count || count < least || count > Most)
        {
            Problems.Add(new(path, $"{name}应为{least}到{Most}的整数。"));
        }

        return value ?? least;
    }

    public IReadOnlyList<string> Some(string path, IReadOnlyList<string>? values, string name)
    {
        string[] given = [.. (values ?? []).Where(value => !string.IsNullOrWhiteSpace(value)).Select(value => value.Trim()).Distinct()];
        if (given.Length == 0 || given.Any(value => value.Length > Longest))
        {
            Problems.Add(new(path, $"请至少选定一个{name}，每个不超过{Longest}个字符。"));
        }

        return given;
    }
}
