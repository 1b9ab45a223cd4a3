using Orchestrator.Runtime.Rules;

namespace Orchestrator.Submission.Rosters;

/// <summary>What a row shows without looking at its number: P-01 and P-23.</summary>
public static class CellRules
{
    /// <summary>P-01: required cells are filled, and cells of a fixed form keep to it.</summary>
    public static IEnumerable<Finding> Filled(CheckedRow row, RosterParameters parameters)
    {
        foreach (var column in RosterColumn.All)
        {
            if (string.IsNullOrWhiteSpace(column.Cell(row.Row)) && column.IsRequired(row.Row))
            {
                yield return row.Block("P-01", column.Key, $"“{column.Title}”未填写。");
            }
        }

        if (row.Row.Name?.Trim() is { } name && name.Any(char.IsWhiteSpace))
        {
            yield return row.Block("P-01", "name", "“姓名”中不能有空格。");
        }

        if (IsTyped(row.Row.Gender) && row.Row.Gender!.Trim() is not ("男" or "女"))
        {
            yield return row.Block("P-01", "gender", $"“性别”须为“男”或“女”，现为“{row.Row.Gender}”。");
        }

        if (IsTyped(row.Row.Birth) && row.Birth is null)
        {
            yield return row.Block("P-01", "birth", $"“出生年月”须写作1985-06或1985-06-09，现为“{row.Row.Birth}”。");
        }

        if (IsTyped(row.Row.StartedWorkOn) && row.StartedWorkOn is not { HasDay: true })
        {
            yield return row.Block("P-01", "startedWorkOn", $"“参加工作时间”须写作2008-07-01，现为“{row.Row.StartedWorkOn}”。");
        }

        if (IsTyped(row.Row.PostSince) && row.PostSince is null)
        {
            yield return row.Block("P-01", "postSince", $"“任现职时间”须写作2016-03或2016-03-15，现为“{row.Row.PostSince}”。");
        }
    }

    /// <summary>P-23: work begins at sixteen or later, and the post not before the work.</summary>
    public static IEnumerable<Finding> Plausible(CheckedRow row, RosterParameters parameters)
    {
        if (row is { Birth: { } birth, StartedWorkOn: { } started } && started.Last < birth.First.AddYears(parameters.LeastWorkingAge))
        {
            yield return row.Warn("P-23", "startedWorkOn", $"参加工作时间{started}时不满{parameters.LeastWorkingAge}周岁（出生{birth}）。");
        }

        if (row is { StartedWorkOn: { } begun, PostSince: { } since } && since.Last < begun.First)
        {
            yield return row.Warn("P-23", "postSince", $"任现职时间{since}早于参加工作时间{begun}。");
        }
    }

    private static bool IsTyped(string? cell) => !string.IsNullOrWhiteSpace(cell);
}
