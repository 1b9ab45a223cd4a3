using Microsoft.AspNetCore.Http;
using Orchestrator.Office.Exports;
using Orchestrator.Spreadsheets;
using Orchestrator.Office.Reviews;

namespace Orchestrator.Office.Campaigns;

/// <summary>The board as a file: the wall chart, and its cases one by one.</summary>
public static class BoardExport
{
    private static readonly Column[] CaseColumns =
    [
        new("单位", 18), new("文稿编号", 10), new("文稿", 40), new("事项编号", 24), new("阶段", 14), new("轮次", 8), new("版本", 10), new("期限", 18), new("逾期", 8),
        new("标记", 20), new("在办环节", 30),
    ];

    private static readonly Dictionary<string, string> Flags = new()
    {
        ["Overdue"] = "逾期",
        ["Extended"] = "已延期",
        ["OnHold"] = "暂停",
        ["Dispute"] = "有争议",
        ["FormSilence"] = "未反馈视为无意见",
    };

    /// <param name="stage">Only cases of this stage; null or empty for all.</param>
    /// <param name="overdue">Only cases that are overdue now.</param>
    public static Task<IResult> Workbook(CampaignBoard board, string? stage, bool overdue, Func<Task> record)
    {
        BoardCell[] shown = [.. board.Cells.Where(cell => (string.IsNullOrEmpty(stage) || cell.Stage == stage) && (!overdue || cell.Overdue))];
        return Exporting.Workbook($"{board.Campaign.Name}-进度表", shown.Length, record, Chart(board, shown), Cases(board, shown));
    }

    private static Sheet Chart(CampaignBoard board, BoardCell[] shown)
    {
        var cells = shown.ToDictionary(cell => (cell.UnitId, cell.DocumentCode));
        object?[] Row(BoardUnit unit) =>
        [
            unit.Name,
            .. board.Documents.Select(document => cells.TryGetValue((unit.Id, document.Code), out var cell)
                ? $"{CaseStage.NameOf(cell.Stage)} 第{cell.Round}轮 {cell.Version}{(cell.Overdue ? " 逾期" : "")}".Trim()
                : null),
            $"{unit.Finished}/{unit.Total}",
        ];
        return new Sheet(
            "进度表", [new("单位", 18), .. board.Documents.Select(document => new Column($"{document.Code} {document.Title}", 24)), new("办结", 10)], board.Units.Select(Row));
    }

    private static Sheet Cases(CampaignBoard board, BoardCell[] shown)
    {
        var units = board.Units.ToDictionary(unit => unit.Id, unit => unit.Name);
        var documents = board.Documents.ToDictionary(document => document.Code, document => document.Title);
        object?[] Row(BoardCell cell) =>
        [
            units.GetValueOrDefault(cell.UnitId, cell.UnitId), cell.DocumentCode, documents.GetValueOrDefault(cell.DocumentCode), cell.CaseId, CaseStage.NameOf(cell.Stage), cell.Round, cell.Version,
            cell.DueAt, cell.Overdue ? "是" : "否", string.Join("、", cell.Flags.Select(flag => Flags.GetValueOrDefault(flag, flag))), string.Join("、", cell.OpenSteps.Select(CaseSentence.StepName)),
        ];
        return new Sheet("事项", CaseColumns, shown.OrderBy(cell => cell.UnitId, StringComparer.Ordinal).ThenBy(cell => cell.DocumentCode, StringComparer.Ordinal).Select(Row));
    }
}
