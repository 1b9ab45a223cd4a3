using System.Text.RegularExpressions;
using Orchestrator.Runtime;

namespace Orchestrator.Host.Identity;

/// <summary>What may be written into an account.</summary>
internal static partial class AccountInput
{
    public static Refusal? Check(string userName, string name)
    {
        var problems = new List<FieldProblem>();
        if (!UserName().IsMatch(userName))
        {
            problems.Add(new("userName", "用户名应为 2 至 32 位字母、数字、点、横线或下划线，以字母或数字开头。"));
        }

        AddNameProblem(name, problems);
        return Refuse(problems);
    }

    public static Refusal? CheckName(string name)
    {
        var problems = new List<FieldProblem>();
        AddNameProblem(name, problems);
        return Refuse(problems);
    }

    public static Refusal? CheckRoles(IReadOnlyList<string> roles) => Refuse([.. roles
        .Select((role, i) => (role, i)).Where(r => !RoleCatalog.Names.ContainsKey(r.role))
        .Select(r => new FieldProblem($"roles[{r.i}]", $"没有代码为“{r.role}”的岗位。"))]);

    private static void AddNameProblem(string name, List<FieldProblem> problems)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Trim().Length > 40 || name.Any(char.IsControl))
        {
            problems.Add(new("name", "姓名应为 1 至 40 个字，不含控制字符。"));
        }
    }

    private static Refusal? Refuse(List<FieldProblem> problems) =>
        problems.Count == 0 ? null : Refusal.Invalid("account.invalid", problems[0].Message, problems);

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{1,31}$")]
    private static partial Regex UserName();
}
