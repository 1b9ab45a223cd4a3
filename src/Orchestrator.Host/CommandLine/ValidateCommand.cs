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
                output.WriteLine($"{file}:{problem.Path}:{problem.Line}:{problem.Column}: {problem.MessageZh}");
            }

            faulty += workflow is null || problems.Count > 0 ? 1 : 0;
            if (workflow is not null && problems.Count == 0)
            {
                output.WriteLine($"{file}: 没有问题（{workflow.DefinitionId} 第 {workflow.Version} 版）。");
            }
        }

        return faulty == 0 ? 0 : 1;
    }
}
