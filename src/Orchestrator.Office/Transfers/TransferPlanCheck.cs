using Orchestrator.Contracts.People;
using Orchestrator.Contracts.Terms;
using Orchestrator.Office.Correspondence;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Transfers;

/// <summary>What is wrong with a plan before anybody is asked.</summary>
public static class TransferPlanCheck
{
    public const int MostLines = 200;
    public const int MostPeople = 10_000;
    private const int LongestTitle = 100;
    private const int LongestNumber = 60;

    public static IReadOnlyList<FieldProblem> Problems(TransferPlan plan)
    {
        var found = new List<FieldProblem>();
        var (_, title) = ShortText.Check(plan.Title, "title", "事项名称", LongestTitle);
        if (title is not null)
        {
            found.Add(title);
        }

        if (plan.TakesEffectOn is null)
        {
            found.Add(new("takesEffectOn", "请填写生效日期。"));
        }

        if (plan.HoldDays is < 1 or > 60)
        {
            found.Add(new("holdDays", "预留期限须为1至60天。"));
        }

        var lines = plan.Lines ?? [];
        if (lines.Count is 0 or > MostLines)
        {
            found.Add(new("lines", lines.Count == 0 ? "至少填写一行划转内容。" : $"一个事项最多{MostLines}行。"));
            return found;
        }

        if (lines.Index().Where(pair => pair.Item is null).Select(pair => pair.Index).ToList() is { Count: > 0 } missing)
        {
            found.AddRange(missing.Select(at => new FieldProblem($"lines[{at}]", $"第{at + 1}行：没有内容。")));
            return found;
        }

        var where = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var at = 0; at < lines.Count; at++)
        {
            found.AddRange(OfLine(lines[at], at));
            foreach (var person in lines[at].People ?? [])
            {
                if (!where.TryAdd(person, at))
                {
                    found.Add(new($"lines[{at}].people", $"第{at + 1}行：有人员已列在第{where[person] + 1}行，同一人只能转隶一次。"));
                    break;
                }
            }
        }

        if (where.Count > MostPeople)
        {
            found.Add(new("lines", $"一个事项最多{MostPeople}人，本次{where.Count}人，请分批办理。"));
        }

        return found;
    }

    private static IEnumerable<FieldProblem> OfLine(TransferLine line, int at)
    {
        FieldProblem Wrong(string member, string text) => new($"lines[{at}].{member}", $"第{at + 1}行：{text}");
        if (string.IsNullOrWhiteSpace(line.FromUnitId))
        {
            yield return Wrong("fromUnitId", "请选择划出单位。");
        }

        if (string.IsNullOrWhiteSpace(line.ToUnitId))
        {
            yield return Wrong("toUnitId", "请选择划入单位。");
        }
        else if (line.ToUnitId == line.FromUnitId)
        {
            yield return Wrong("toUnitId", "划入单位不能与划出单位相同。");
        }

        if (line.Type == QuotaType.None || !line.Type.MayBeFundedBy(line.Funding))
        {
            yield return Wrong("funding", $"{line.Type.Label()}不能是{line.Funding.Label()}。");
        }

        var people = line.People?.Count ?? 0;
        if (line.Count is < 1 or > MostPeople)
        {
            yield return Wrong("count", $"编制数须为1至{MostPeople}。");
        }
        else if (people > line.Count)
        {
            yield return Wrong("people", $"划转编制{line.Count}名，随转{people}人，超出{people - line.Count}人（人随编走）。");
        }

        if (line.People?.Any(person => !PersonKey.TryParse(person, out _)) == true)
        {
            yield return Wrong("people", "人员标识有误，请从名单中选择人员。");
        }

        if (string.IsNullOrWhiteSpace(line.DutyTransferId) && string.IsNullOrWhiteSpace(line.DocNo))
        {
            yield return Wrong("docNo", "请填写职责划转事项，或者依据文号（编随事走）。");
        }

        foreach (var (member, text) in new[] { ("dutyTransferId", line.DutyTransferId), ("docNo", line.DocNo), ("approvalNo", line.ApprovalNo) })
        {
            if (text?.Length > LongestNumber)
            {
                yield return Wrong(member, $"最多{LongestNumber}个字符。");
            }
        }
    }
}
