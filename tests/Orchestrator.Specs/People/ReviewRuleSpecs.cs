using Orchestrator.Engine.Activities;
using Orchestrator.Engine.Values;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.People;

public sealed class ReviewRuleSpecs
{
    private static readonly string[] Outcomes = ["Approve", "Abstain", "Reject"];

    [Theory]
    [InlineData("All", "aa", 1, null)]
    [InlineData("All", "aaa", 0, "Approve")]
    [InlineData("All", "ar", 1, "Reject")]
    [InlineData("All", "a-", 0, "Approve")]
    [InlineData("All", "--", 0, "Reject")]
    [InlineData("Any", "", 3, null)]
    [InlineData("Any", "-", 2, null)]
    [InlineData("Any", "a", 2, "Approve")]
    [InlineData("Any", "r", 2, "Reject")]
    [InlineData("Any", "---", 0, "Reject")]
    [InlineData("Vote", "aa", 2, null)]
    [InlineData("Vote", "aaa", 2, "Approve")]
    [InlineData("Vote", "rr", 2, "Reject")]
    [InlineData("Vote", "aa--", 0, "Reject")]
    [InlineData("Sequence", "a", 1, null)]
    [InlineData("Sequence", "ar", 2, "Reject")]
    public void Each_mode_decides_as_soon_as_it_is_decided(string mode, string cast, int open, string? decided) =>
        Rule(("mode", mode)).Decide(Ballots(cast), open).ShouldBe(decided);

    [Theory]
    [InlineData("aa", 1, "Approve")]
    [InlineData("a", 2, null)]
    [InlineData("ar", 1, null)]
    [InlineData("rr", 1, "Reject")]
    public void A_vote_of_two_thirds_is_reached_exactly(string cast, int open, string? decided) =>
        Rule(("mode", "Vote"), ("pass", 2.0 / 3)).Decide(Ballots(cast), open).ShouldBe(decided);

    [Fact]
    public void Weights_count_and_not_heads()
    {
        var rule = Rule(("mode", "Vote"), ("pass", 0.6));

        rule.Decide([new("Approve", 3, false), new("Reject", 1, false)], 1).ShouldBe("Approve");
        rule.Decide([new("Approve", 1, false), new("Reject", 3, false)], 1).ShouldBe("Reject");
    }

    [Fact]
    public void A_vote_may_be_refused_before_it_is_hopeless()
    {
        Rule(("mode", "Vote"), ("pass", 0.5), ("refuse", 0.25)).Decide(Ballots("r"), 3).ShouldBe("Reject");
        Rule(("mode", "Vote"), ("pass", 0.5)).Decide(Ballots("r"), 3).ShouldBeNull();
    }

    [Theory]
    [InlineData("All")]
    [InlineData("Any")]
    [InlineData("Vote")]
    [InlineData("Sequence")]
    public void One_vote_with_the_veto_is_enough(string mode) =>
        Rule(("mode", mode), ("wait", true)).Decide([new("Approve", 1, true), new("Reject", 1, true)], 5).ShouldBe("Reject");

    [Fact]
    public void Where_everybody_is_heard_a_refusal_waits()
    {
        var rule = Rule(("mode", "All"), ("wait", true));

        rule.Decide(Ballots("r"), 1).ShouldBeNull();
        rule.Decide(Ballots("ra"), 0).ShouldBe("Reject");
    }

    [Theory]
    [InlineData("mode", "Everybody")]
    [InlineData("mode", "1")]
    [InlineData("approve", "Yes")]
    [InlineData("approve", "Reject")]
    [InlineData("pass", 1.5)]
    [InlineData("refuse", "half")]
    public void A_rule_that_makes_no_sense_is_refused(string name, object value) =>
        Should.Throw<FormatException>(() => Rule((name, value)));

    private static ReviewRule Rule(params ReadOnlySpan<(string, object?)> members) => ReviewRule.Read(JsObject.Of(members), Outcomes);

    private static List<Ballot> Ballots(string cast) => [.. cast.Select(one => new Ballot(one switch { 'a' => "Approve", 'r' => "Reject", _ => "Abstain" }, 1, false))];
}
