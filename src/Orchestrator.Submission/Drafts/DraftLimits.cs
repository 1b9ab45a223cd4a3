namespace Orchestrator.Submission.Drafts;

/// <summary>The size that a working draft may have. Content is checked on every save, completeness only on submission.</summary>
public static class DraftLimits
{
    public const int Title = 200;
    public const int Heading = 120;
    public const int Sections = 200;
    public const int SectionText = 100_000;
    public const int Explanation = 100_000;

    public static IEnumerable<(string Path, string Message)> Problems(DraftContent draft)
    {
        if (draft.Title.Length > Title)
        {
            yield return ("title", $"标题不得超过 {Title} 字，现为 {draft.Title.Length} 字");
        }

        if (draft.Sections.Count > Sections)
        {
            yield return ("sections", $"章节不得超过 {Sections} 个，现为 {draft.Sections.Count} 个");
        }

        if (draft.Explanation.Length > Explanation)
        {
            yield return ("explanation", $"起草说明不得超过 {Explanation} 字");
        }

        for (var index = 0; index < draft.Sections.Count; index++)
        {
            var section = draft.Sections[index];
            if (section.Heading.Length > Heading)
            {
                yield return ($"sections[{index}].heading", $"章节标题不得超过 {Heading} 字");
            }

            if (section.Text.Length > SectionText)
            {
                yield return ($"sections[{index}].text", $"“{section.Heading}”正文不得超过 {SectionText} 字");
            }
        }
    }
}
