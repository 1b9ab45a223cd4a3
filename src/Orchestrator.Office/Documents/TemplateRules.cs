using Orchestrator.Office.Reviews;
using Orchestrator.Runtime.Rules;

namespace Orchestrator.Office.Documents;

/// <summary>One section of a city-wide template. A locked section is taken over unchanged by every unit.</summary>
public sealed record TemplateSection(string Heading, bool Required, bool Locked, string? Text);

/// <summary>What makes a template usable (T-06).</summary>
public static class TemplateRules
{
    public static IReadOnlyList<Finding> Check(string? title, IReadOnlyList<TemplateSection> sections)
    {
        var found = new List<Finding>();
        if (string.IsNullOrWhiteSpace(title))
        {
            found.Add(Finding.Block("T-06", "data.title", "请填写模板名称。"));
        }

        if (sections.Count == 0)
        {
            found.Add(Finding.Block("T-06", "data.sections", "模板至少要有一个章节。"));
        }

        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var at = 0; at < sections.Count; at++)
        {
            var key = Wording.Plain(sections[at].Heading);
            if (key.Length == 0)
            {
                found.Add(Finding.Block("T-06", $"data.sections[{at}].heading", $"第{at + 1}个章节没有标题。"));
            }
            else if (!seen.TryAdd(key, at))
            {
                found.Add(Finding.Block("T-06", $"data.sections[{at}].heading", $"章节“{sections[at].Heading}”与第{seen[key] + 1}个章节重复。"));
            }

            if (sections[at].Locked && string.IsNullOrWhiteSpace(sections[at].Text))
            {
                found.Add(Finding.Block("T-06", $"data.sections[{at}].text", $"锁定的章节“{sections[at].Heading}”须写明固定内容。"));
            }
        }

        if (sections.Count > 0 && !sections.Any(section => section.Required || section.Locked))
        {
            found.Add(Finding.Block("T-06", "data.sections", "模板至少要有一个必备或锁定的章节。"));
        }

        return found;
    }
}
