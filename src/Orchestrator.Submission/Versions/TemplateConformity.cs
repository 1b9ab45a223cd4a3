using Orchestrator.Engine.Values;
using Orchestrator.Submission.Drafts;

namespace Orchestrator.Submission.Versions;

/// <summary>One section of the city-wide template. A locked section's text must be taken over unchanged.</summary>
public sealed record ExpectedSection(string Heading, bool Required, bool Locked, string Text);

/// <summary>The template a manuscript is held against. <paramref name="Strict"/> is set for documents of class I
/// (一类): there a departure blocks, elsewhere it is only reported.</summary>
public sealed record ManuscriptTemplate(int Version, bool Strict, IReadOnlyList<ExpectedSection> Sections)
{
    /// <summary>Reads the template from a task's payload; null when the payload carries none.</summary>
    public static ManuscriptTemplate? Read(object? value)
    {
        if (value is not JsObject map || map["sections"] is not JsArray sections || sections.Count == 0)
        {
            return null;
        }

        return new ManuscriptTemplate(
            map["version"] is double version ? (int)version : 1,
            map["strict"] is true,
            [.. sections.Items.OfType<JsObject>().Select(section => new ExpectedSection(
                section["heading"] as string ?? "", section["required"] is true, section["locked"] is true, section["text"] as string ?? ""))]);
    }
}

/// <param name="Blocks">False for a departure that only needs to be seen (flexible template).</param>
public sealed record ConformityFinding(string Rule, string Path, string Message, bool Blocks);

/// <summary>Rule T-06: the manuscript is complete and keeps to its template.</summary>
public static class TemplateConformity
{
    /// <param name="meeting">The version goes to the meeting or comes from it: the 起草说明 has to be there (T-12).</param>
    public static IReadOnlyList<ConformityFinding> Check(DraftContent draft, ManuscriptTemplate? template, bool meeting = false) =>
        [.. Completeness(draft), .. template is null ? [] : Departures(draft, template), .. Explanation(draft, meeting)];

    private static IEnumerable<ConformityFinding> Explanation(DraftContent draft, bool meeting)
    {
        if (string.IsNullOrWhiteSpace(draft.Explanation))
        {
            yield return new ConformityFinding(
                "T-12", "draft.explanation", meeting ? "起草说明未填写，上会材料须附起草说明" : "起草说明未填写：提请审议前须填写", meeting);
        }
    }

    private static IEnumerable<ConformityFinding> Completeness(DraftContent draft)
    {
        if (draft.Title.Length == 0)
        {
            yield return Block("draft.title", "文稿标题未填写");
        }

        if (draft.Sections.Count == 0)
        {
            yield return Block("draft.sections", "文稿还没有任何章节");
        }

        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var index = 0; index < draft.Sections.Count; index++)
        {
            var (heading, text) = draft.Sections[index];
            if (heading.Length == 0)
            {
                yield return Block($"draft.sections[{index}].heading", $"第 {index + 1} 章节没有标题");
            }
            else if (!seen.TryAdd(Headings.Key(heading), index))
            {
                yield return Block($"draft.sections[{index}].heading", $"章节“{heading}”重复");
            }

            if (string.IsNullOrWhiteSpace(text))
            {
                yield return Block($"draft.sections[{index}].text", $"章节“{(heading.Length == 0 ? $"第 {index + 1} 章节" : heading)}”没有正文");
            }
        }
    }

    private static IEnumerable<ConformityFinding> Departures(DraftContent draft, ManuscriptTemplate template)
    {
        foreach (var wanted in template.Sections)
        {
            var index = draft.Sections.ToList().FindIndex(section => Headings.Same(section.Heading, wanted.Heading));
            if (index < 0)
            {
                if (wanted.Required || wanted.Locked)
                {
                    yield return Block("draft.sections", $"缺少统一模板（第 {template.Version} 版）要求的章节“{wanted.Heading}”");
                }

                continue;
            }

            if (wanted.Locked && !SameText(draft.Sections[index].Text, wanted.Text))
            {
                yield return new ConformityFinding(
                    "T-06", $"draft.sections[{index}].text", $"章节“{wanted.Heading}”是统一模板的固定内容，不得改动", template.Strict);
            }
        }
    }

    private static ConformityFinding Block(string path, string message) => new("T-06", path, message, true);

    private static bool SameText(string left, string right) =>
        string.Equals(Blankless(left), Blankless(right), StringComparison.Ordinal);

    private static string Blankless(string text) => string.Concat(text.Normalize().Where(sign => !char.IsWhiteSpace(sign)));
}
