namespace Orchestrator.Spreadsheets.Intake;

/// <param name="Title">The heading in the first row.</param>
/// <param name="Hint">What to write, for the sheet of explanations.</param>
/// <param name="Required">Whether every row must have it.</param>
public sealed record TableColumn(string Title, string Hint, bool Required = true);

/// <summary>A sheet that somebody fills in: its name and its headings, in any order.</summary>
/// <param name="Optional">Whether a workbook may be without it.</param>
public sealed record TableForm(string Name, IReadOnlyList<TableColumn> Columns, bool Optional = false)
{
    private const string Explanations = "填写说明";

    /// <summary>Empty sheets with headings, and one that explains every column.</summary>
    public static Sheet[] Template(IReadOnlyList<TableForm> forms) =>
    [
        .. forms.Select(form => new Sheet(form.Name, [.. form.Columns.Select(column => new Column(column.Title, 20))], [])),
        new(Explanations, [new("工作表", 16), new("列", 18), new("必填", 8), new("说明", 90)],
            forms.SelectMany(form => form.Columns.Select(column => (IReadOnlyList<object?>)[form.Name, column.Title, column.Required ? "是" : "", column.Hint]))),
    ];

    /// <summary>The rows of this sheet; what is wrong with its headings is added to the problems.</summary>
    public IReadOnlyList<TableRow> Rows(IReadOnlyList<CellSheet> workbook, List<TableProblem> problems)
    {
        if (workbook.FirstOrDefault(sheet => sheet.Name.Trim() == Name) is not { } found)
        {
            if (!Optional)
            {
                problems.Add(new(Name, null, null, $"没有工作表“{Name}”，请使用下载的模板。"));
            }

            return [];
        }

        if (found.Rows.Count == 0)
        {
            problems.Add(new(Name, null, null, "工作表是空的，第1行应是列名。"));
            return [];
        }

        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (at, text) in found.Rows[0].Cells)
        {
            if (!places.TryAdd(text, at))
            {
                problems.Add(new(Name, found.Rows[0].Number, text, $"列名“{text}”出现了两次。"));
            }
        }

        var missing = Columns.Where(column => column.Required && !places.ContainsKey(column.Title)).ToList();
        problems.AddRange(missing.Select(column => new TableProblem(Name, found.Rows[0].Number, column.Title, $"缺少列“{column.Title}”。")));
        problems.AddRange(places.Keys.Except(Columns.Select(column => column.Title)).Select(title => new TableProblem(Name, found.Rows[0].Number, title, $"不认识列“{title}”，请删去或改用模板中的列名。")));
        return missing.Count > 0 ? [] : [.. found.Rows.Skip(1).Select(row => new TableRow(this, row, places, problems))];
    }
}
