using Shouldly;
using Xunit;

namespace Orchestrator.Specs.Conformance;

/// <summary>
/// Every definition of the folder does what its expectation says, to the letter. With ORCHESTRATOR_WRITE_CONFORMANCE=1 the
/// expectations are written anew; each is to be read against the format before it is kept.
/// </summary>
public sealed class ConformanceSpecs
{
    private static readonly bool Writes = Environment.GetEnvironmentVariable("ORCHESTRATOR_WRITE_CONFORMANCE") == "1";

    public static TheoryData<string> All() => [.. Definitions.Names];

    [Theory]
    [MemberData(nameof(All))]
    public void A_definition_does_what_its_expectation_says(string name)
    {
        var played = Definitions.Play(name);
        if (Writes)
        {
            File.WriteAllText(Definitions.PathOf(name, ".expected"), played);
        }

        Definitions.Play(name).ShouldBe(played, "the same definition and script give the same result");
        played.ShouldBe(File.ReadAllText(Definitions.PathOf(name, ".expected")), name);
    }

    [Fact]
    public void No_script_input_or_expectation_is_without_its_definition()
    {
        var orphans = Directory.EnumerateFiles(Definitions.Folder).Select(file => Path.GetFileName(file)!)
            .Where(file => !Definitions.Names.Contains(file.Split('.')[0]) || file.Split('.') is not ([_, "json"] or [_, "script" or "input" or "expected", "json"]));

        orphans.ShouldBeEmpty();
    }
}
