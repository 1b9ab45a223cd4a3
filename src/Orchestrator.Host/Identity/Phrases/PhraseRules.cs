using Orchestrator.Runtime;

namespace Orchestrator.Host.Identity.Phrases;

public static class PhraseRules
{
    public const int Most = 50;
    public const int Longest = 200;

    /// <summary>For everybody, before his own.</summary>
    public static IReadOnlyList<string> Shipped { get; } =
    [
        "同意。", "拟同意，请领导审示。", "请按程序办理。", "退回补充材料。", "请核实有关数据后再报。", "请会同有关单位研究提出意见。", "无意见。", "已阅。",
    ];

    /// <summary>The phrases trimmed, or what is wrong with which of them.</summary>
    public static Outcome<IReadOnlyList<string>> Check(IReadOnlyList<string?>? given)
    {
        string[] phrases = [.. (given ?? []).Select(phrase => phrase?.Trim() ?? "")];
        var problems = new List<FieldProblem>();
        if (phrases.Length > Most)
        {
            problems.Add(new("phrases", $"常用语最多{Most}条，现有{phrases.Length}条。"));
        }

        for (var at = 0; at < phrases.Length; at++)
        {
            if (phrases[at].Length is 0 or > Longest)
            {
                problems.Add(new($"phrases[{at}]", $"第{at + 1}条应为1至{Longest}个字，现有{phrases[at].Length}个字。"));
            }
            else if (Array.IndexOf(phrases, phrases[at]) < at)
            {
                problems.Add(new($"phrases[{at}]", $"第{at + 1}条与第{Array.IndexOf(phrases, phrases[at]) + 1}条重复。"));
            }
        }

        return problems.Count == 0 ? Outcome.Of<IReadOnlyList<string>>(phrases) : Refusal.Invalid("phrases.invalid", problems[0].Message, problems);
    }
}
