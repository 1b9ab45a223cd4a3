using System.Reflection;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.Architecture;

/// <summary>The tree promises who may know whom; the compiler keeps most of it, this keeps the rest.</summary>
public sealed class Dependencies
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Orchestrator.Engine"] = [],
        ["Orchestrator.Contracts"] = [],
        ["Orchestrator.Runtime"] = ["Orchestrator.Contracts", "Orchestrator.Engine"],
        ["Orchestrator.Spreadsheets"] = ["Orchestrator.Contracts", "Orchestrator.Engine", "Orchestrator.Runtime"],
        ["Orchestrator.Office"] = ["Orchestrator.Contracts", "Orchestrator.Engine", "Orchestrator.Runtime", "Orchestrator.Spreadsheets"],
        ["Orchestrator.Submission"] = ["Orchestrator.Contracts", "Orchestrator.Engine", "Orchestrator.Runtime"],
        ["Orchestrator.Organization"] = ["Orchestrator.Contracts", "Orchestrator.Engine", "Orchestrator.Runtime", "Orchestrator.Spreadsheets"],
        ["Orchestrator.HumanResources"] = ["Orchestrator.Contracts", "Orchestrator.Engine", "Orchestrator.Runtime", "Orchestrator.Spreadsheets"],
        ["Orchestrator.Finance"] = ["Orchestrator.Contracts", "Orchestrator.Engine", "Orchestrator.Runtime", "Orchestrator.Spreadsheets"],
    };

    public static TheoryData<string> Projects => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_what_lies_below_it(string project)
    {
        var references = Assembly.Load(project).GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(name => name.StartsWith("Orchestrator.", StringComparison.Ordinal));

        references.Except(Allowed[project]).ShouldBeEmpty();
    }

    [Fact]
    public void The_engine_needs_nothing_but_the_base_library()
    {
        var references = Assembly.Load("Orchestrator.Engine").GetReferencedAssemblies().Select(reference => reference.Name!);

        references.ShouldAllBe(name => name.StartsWith("System.", StringComparison.Ordinal) || name == "System.Runtime" || name == "netstandard");
    }
}
