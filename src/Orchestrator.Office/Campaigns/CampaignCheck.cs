using Orchestrator.Engine.Calendar;
using Orchestrator.Office.Reviews;
using Orchestrator.Runtime.Rules;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Campaigns;

/// <summary>What a plan is checked against: a unit's name by id, of the units in use.</summary>
public sealed record KnownUnits(IReadOnlyDictionary<string, string> Names)
{
    public bool Has(string? id) => id is not null && Names.ContainsKey(id);
}

/// <summary>Every reason why a plan cannot be started, with the place in the plan.</summary>
public static class CampaignCheck
{
    public const int MostRounds = 5;

    public const int ShortestLegalReview = 7;

    public static IReadOnlyList<Finding> Check(CampaignPlan plan, KnownUnits units, WorkingCalendar calendar)
    {
        var found = new List<Finding>();
        if (string.IsNullOrWhiteSpace(plan.Name) || plan.Name.Length > 100)
        {
            found.Add(Finding.Block("C-01", "name", "请填写专项名称（不超过100字）。"));
        }

        if (plan.Rounds is < 1 or > MostRounds)
        {
            found.Add(Finding.Block("T-02", "rounds", $"轮次须为1至{MostRounds}轮。"));
        }

        if (plan.MaxRounds is > MostRounds || plan.MaxRounds < plan.Rounds)
        {
            found.Add(Finding.Block("T-02", "maxRounds", $"轮次上限不得小于计划轮次（{plan.Rounds}），也不得大于{MostRounds}。"));
        }

        CheckUnits(plan, units, found);
        CheckDocuments(plan, units, found);
        var (milestones, dates) = CampaignSchedule.Of(plan, calendar);
        found.AddRange(dates);
        if (dates.Count == 0)
        {
            found.AddRange(Cautions(plan, milestones, calendar));
        }

        return found;
    }

    /// <summary>A warning does not stop a campaign, but whoever goes on in spite of it says why.</summary>
    public static Refusal? Unexplained(IReadOnlyList<Finding> found, string? reason)
    {
        Finding[] warnings = [.. found.Where(finding => finding.Severity == Severity.Warn)];
        if (warnings.Length == 0 || Wording.Length(reason) > 0)
        {
            return null;
        }

        var message = $"有{warnings.Length}处提醒，继续启动须写明理由：{warnings[0].Message}";
        return Refusal.Invalid("campaign.reason", message, new FieldProblem("warningReason", message));
    }

    private static void CheckUnits(CampaignPlan plan, KnownUnits units, List<Finding> found)
    {
        if (plan.Units is not { Count: > 0 })
        {
            found.Add(Finding.Block("C-02", "units", "请至少选择一个报送单位。"));
            return;
        }

        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var at = 0; at < plan.Units.Count; at++)
        {
            var id = plan.Units[at];
            if (!units.Has(id))
            {
                found.Add(Finding.Block("C-02", $"units[{at}]", $"没有编号为“{id}”的在用单位。"));
            }
            else if (!seen.TryAdd(id, at))
            {
                found.Add(Finding.Block("C-02", $"units[{at}]", $"{units.Names[id]}已在第{seen[id] + 1}行选择，不能重复。"));
            }
        }
    }

    private static void CheckDocuments(CampaignPlan plan, KnownUnits units, List<Finding> found)
    {
        if (plan.Documents is not { Count: > 0 })
        {
            found.Add(Finding.Block("C-03", "documents", "请至少列出一个文稿。"));
            return;
        }

        var codes = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var at = 0; at < plan.Documents.Count; at++)
        {
            var (document, path) = (plan.Documents[at], $"documents[{at}]");
            if (string.IsNullOrEmpty(document.Code) || document.Code.Length > 20 || !document.Code.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_'))
            {
                found.Add(Finding.Block("C-03", $"{path}.code", "文稿编号须为不超过20位的字母、数字或短横线。"));
            }
            else if (!codes.TryAdd(document.Code, at))
            {
                found.Add(Finding.Block("C-03", $"{path}.code", $"文稿编号“{document.Code}”与第{codes[document.Code] + 1}个文稿重复。"));
            }

            if (string.IsNullOrWhiteSpace(document.Title) || document.Title.Length > 100)
            {
                found.Add(Finding.Block("C-03", $"{path}.title", "请填写文稿名称（不超过100字）。"));
            }

            if (document.Class is not ("一类" or "二类"))
            {
                found.Add(Finding.Block("C-03", $"{path}.class", "文稿类别须为“一类”或“二类”。"));
            }

            CheckReviewers(plan, document, path, units, found);
            CheckTemplateAndLegal(plan, document, path, units, found);
        }
    }

    private static void CheckReviewers(CampaignPlan plan, PlannedDocument document, string path, KnownUnits units, List<Finding> found)
    {
        if (document.Reviewers is not { Count: > 0 })
        {
            found.Add(Finding.Block("T-04", $"{path}.reviewers", $"“{document.Title}”没有会审单位。"));
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var at = 0; at < document.Reviewers.Count; at++)
        {
            var reviewer = document.Reviewers[at];
            if (!units.Has(reviewer.UnitId))
            {
                found.Add(Finding.Block("C-04", $"{path}.reviewers[{at}].unitId", $"没有编号为“{reviewer.UnitId}”的在用单位。"));
            }
            else if (!seen.Add(reviewer.UnitId))
            {
                found.Add(Finding.Block("C-04", $"{path}.reviewers[{at}].unitId", $"{units.Names[reviewer.UnitId]}在会审单位中重复。"));
            }

            if (reviewer is { Mandatory: true, Policy: SilencePolicy.AssumeNoObjection })
            {
                found.Add(Finding.Block("C-04", $"{path}.reviewers[{at}].policy", "必审单位不能按“未反馈视为无意见”处理。"));
            }
        }

        if (seen.Count == 1 && plan.Units?.Contains(document.Reviewers[0].UnitId) == true)
        {
            found.Add(Finding.Block("T-04", $"{path}.reviewers", $"“{document.Title}”的会审单位只有报送单位自己（规则T-04）。"));
        }
    }

    private static void CheckTemplateAndLegal(CampaignPlan plan, PlannedDocument document, string path, KnownUnits units, List<Finding> found)
    {
        if (document.Template && document.Leads is not { Count: > 0 })
        {
            found.Add(Finding.Block("C-05", $"{path}.leads", $"“{document.Title}”需要统一模板，请指定制定单位。"));
        }

        for (var at = 0; at < (document.Leads?.Count ?? 0); at++)
        {
            if (!units.Has(document.Leads![at]))
            {
                found.Add(Finding.Block("C-05", $"{path}.leads[{at}]", $"没有编号为“{document.Leads[at]}”的在用单位。"));
            }
        }

        if (document.Legal is { Required: true } legal && !units.Has(legal.UnitId))
        {
            found.Add(Finding.Block("T-11", $"{path}.legal.unitId", $"“{document.Title}”需要合法性审查，请指定审查单位。"));
        }

        if (document.Batch is < 1 or > 99)
        {
            found.Add(Finding.Block("C-03", $"{path}.batch", "批次须为1至99。"));
        }

        if (document.Template && plan.Rounds == 1)
        {
            found.Add(Finding.Block("T-02", $"{path}.template", "只有一轮时不能设统一模板：模板在一上与二上之间下发。"));
        }
    }

    private static IEnumerable<Finding> Cautions(CampaignPlan plan, IReadOnlyList<Milestone> milestones, WorkingCalendar calendar)
    {
        foreach (var milestone in milestones.Where(milestone => !milestone.IsWorkingDay))
        {
            yield return Finding.Warn("T-01", milestone.Key, $"“{milestone.Name}”落在非工作日（{milestone.Date:yyyy-MM-dd}，{milestone.WeekDay}）。");
        }

        if (plan.Documents!.Any(document => document.Legal?.Required == true) && plan.Deadlines?.Legal is { } legal
            && milestones.FirstOrDefault(milestone => milestone.Key == "deadlines.feedback.1") is { } window)
        {
            var due = CampaignSchedule.Deadline(legal).Due(window.DueAt, calendar);
            if (calendar.WorkingDaysBetween(window.Date, calendar.LocalDate(due)) < ShortestLegalReview)
            {
                yield return Finding.Warn("T-11", "deadlines.legal", $"合法性审查一般不少于{ShortestLegalReview}个工作日。");
            }
        }
    }
}
