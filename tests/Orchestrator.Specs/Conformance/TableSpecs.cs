using System.Text.RegularExpressions;
using Orchestrator.Engine.Activities;
using Orchestrator.Engine.Definitions.Reading;
using Orchestrator.Engine.Expressions;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.Conformance;

/// <summary>The table of docs/elsa-compatibility.md and the definitions hold each other: nothing is claimed that no
/// definition shows, and no definition shows what is not in the table.</summary>
public sealed partial class TableSpecs
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Definitions.Repository, "docs", "elsa-compatibility.md"));

    private static readonly List<Row> Rows = [.. Page.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(Row.Read)];

    [Fact]
    public void Every_activity_of_the_catalog_has_a_row() =>
        ActivityCatalog.All.Select(activity => activity.Type).Except(Subjects()).ShouldBeEmpty();

    [Fact]
    public void Every_refused_activity_has_a_row_that_says_so() => ShouldBeRefused(Unsupported.Activities.Keys);

    [Fact]
    public void Every_type_of_expression_has_a_row()
    {
        ExpressionReader.Types.Except(Subjects()).ShouldBeEmpty();
        ShouldBeRefused(Unsupported.Expressions.Keys);
    }

    [Fact]
    public void Every_function_of_scripts_has_a_row()
    {
        ScriptFunctions.Names.Except(Subjects()).ShouldBeEmpty();
        ShouldBeRefused(Unsupported.ScriptNames.Keys);
    }

    [Fact]
    public void Every_row_says_same_differs_or_refused_and_names_definitions_that_are_there()
    {
        Rows.Count.ShouldBeGreaterThan(100);
        foreach (var row in Rows)
        {
            new[] { "same", "differs", "refused", "ours" }.ShouldContain(row.Verdict, row.Subject);
            row.Definitions.ShouldNotBeEmpty(row.Subject);
            row.Definitions.Except(Definitions.Names).ShouldBeEmpty(row.Subject);
        }
    }

    [Fact]
    public void Every_definition_is_named_by_a_row() =>
        Definitions.Names.Except(Rows.SelectMany(row => row.Definitions)).ShouldBeEmpty();

    private static void ShouldBeRefused(IEnumerable<string> names)
    {
        var refused = Rows.Where(row => row.Verdict == "refused").SelectMany(row => row.Subjects).ToHashSet();
        names.Except(refused).ShouldBeEmpty();
    }

    private static IEnumerable<string> Subjects() => Rows.SelectMany(row => row.Subjects);

    // | `subject`, `subject` words | verdict | how and why | `definition` `definition` |
    private sealed partial record Row(string Subject, string Verdict, IReadOnlyList<string> Definitions)
    {
        public IEnumerable<string> Subjects => Ticked().Matches(Subject).Select(match => match.Groups[1].Value);

        public static Row Read(string line)
        {
            var cells = line.Trim().Trim('|').Split('|', StringSplitOptions.TrimEntries);
            cells.Length.ShouldBe(4, line);
            return new(cells[0], cells[1], [.. Ticked().Matches(cells[3]).Select(match => match.Groups[1].Value)]);
        }

        [GeneratedRegex("`([^`]+)`")]
        private static partial Regex Ticked();
    }
}
