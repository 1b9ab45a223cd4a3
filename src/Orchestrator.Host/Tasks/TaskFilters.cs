using Orchestrator.Runtime;

namespace Orchestrator.Host.Tasks;

/// <summary>Reads the filters of the task list from the address, refusing words it does not know.</summary>
internal static class TaskFilters
{
    private static readonly Dictionary<string, TaskView> Views = new(StringComparer.Ordinal)
    {
        ["todo"] = TaskView.Todo,
        ["done"] = TaskView.Done,
        ["initiated"] = TaskView.Initiated,
    };

    private static readonly Dictionary<string, DueFilter> Dues = new(StringComparer.Ordinal)
    {
        ["overdue"] = DueFilter.Overdue,
        ["today"] = DueFilter.Today,
        ["soon"] = DueFilter.Soon,
    };

    private static readonly Dictionary<string, TaskSort> Sorts = new(StringComparer.Ordinal)
    {
        ["due"] = TaskSort.Due,
        ["-due"] = TaskSort.DueDescending,
        ["opened"] = TaskSort.Opened,
        ["-opened"] = TaskSort.OpenedDescending,
    };

    public static Refusal? Read(string view, string? due, string sort, int page, int size, out TaskListQuery query)
    {
        query = new TaskListQuery(Page: page, Size: size);
        var problems = new List<FieldProblem>();
        Choose(Views, view, "view", problems, out var chosenView);
        Choose(Sorts, sort, "sort", problems, out var chosenSort);
        DueFilter? chosenDue = null;
        if (!string.IsNullOrEmpty(due))
        {
            Choose(Dues, due, "due", problems, out var filter);
            chosenDue = filter;
        }

        if (page < 1)
        {
            problems.Add(new("page", "页码从 1 开始。"));
        }

        if (size is < 1 or > 200)
        {
            problems.Add(new("size", "每页 1 至 200 条。"));
        }

        query = query with { View = chosenView, Sort = chosenSort, Due = chosenDue };
        return problems.Count == 0 ? null : Refusal.Invalid("list.filter", "列表的筛选条件有误。", problems);
    }

    private static void Choose<T>(Dictionary<string, T> known, string word, string path, List<FieldProblem> problems, out T chosen)
    {
        if (!known.TryGetValue(word, out chosen!))
        {
            problems.Add(new(path, $"只能是：{string.Join("、", known.Keys)}。"));
        }
    }
}
