using System.Runtime.CompilerServices;
using Orchestrator.Engine.Definitions;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.Engine;

public sealed class ShippedWorkflowSpecs
{
    public static TheoryData<string> Files()
    {
        var files = new TheoryData<string>();
        foreach (var file in Directory.EnumerateDirectories(Folder()).SelectMany(folder => Directory.EnumerateFiles(folder, "*.json")).Order())
        {
            files.Add(Path.GetRelativePath(Folder(), file));
        }

        return files;
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_shipped_workflow_reads_without_a_problem(string file)
    {
        var (workflow, problems) = Workflow.Read(File.ReadAllBytes(Path.Combine(Folder(), file)));

        problems.Select(problem => $"{problem.Severity} {problem.Path} {problem.Line}:{problem.Column} {problem.Message}").ShouldBeEmpty();
        workflow.ShouldNotBeNull();
    }

    internal static string Folder([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "workflows"));
}
