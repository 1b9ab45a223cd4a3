using Orchestrator.Engine.Definitions;

namespace Orchestrator.Host.CommandLine;

internal static class ValidateCommand
{
    public static int Run(Validate validate, TextWriter output, TextWriter errors)
    {
        var faulty = 0;
        foreach (var file in validate.Files)
        {
            if (!File.Exists(file))
            {
                errors.WriteLine($"{file}: 没有这个文件。");
                faulty++;
                continue;
            }

            var (workflow, problems) = Workflow.Read(File.ReadAllBytes(file));
            foreach (var problem in problems)
            {
                output.WriteLine(Line(file, problem));
            }

            if (workflow is null || problems.Any(p => p.Severity == ProblemSeverity.Error))
            {
                faulty++;
            }
            else
            {
                output.WriteLine($"{file}: {(problems.Count == 0 ? "没有问题" : "可以运行")}（{workflow.DefinitionId} 第 {workflow.Version} 版）。");
            }
        }

        return faulty == 0 ? 0 : 1;
    }

    /// <summary><c>file:path:line:col: message</c>; a warning says so.</summary>
    public static string Line(string file, DefinitionProblem problem) =>
        $"{file}:{problem.Path}:{problem.Line}:{problem.Column}: {(problem.Severity == ProblemSeverity.Warning ? "提醒：" : "")}{problem.MessageZh}";
}
