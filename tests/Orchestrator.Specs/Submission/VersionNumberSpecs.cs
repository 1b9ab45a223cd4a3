using Orchestrator.Submission.Versions;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.Submission;

public sealed class VersionNumberSpecs
{
    [Theory]
    [InlineData("v1.0", 1, 0)]
    [InlineData("v2.13", 2, 13)]
    public void A_number_reads_back_what_it_writes(string text, int round, int n)
    {
        VersionNumber.TryParse(text, out var number).ShouldBeTrue();
        number.ShouldBe(new VersionNumber(round, n));
        number.ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1.0")]
    [InlineData("v1")]
    [InlineData("v01.0")]
    [InlineData("v1.00")]
    [InlineData("v0.1")]
    [InlineData("v1.-1")]
    [InlineData("v1.0.0")]
    [InlineData("v1. 0")]
    [InlineData("v99999999999.0")]
    [InlineData("../v1.0")]
    public void A_second_spelling_or_nonsense_is_no_number(string? text) => VersionNumber.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void The_first_version_of_a_round_is_zero_and_a_correction_counts_on()
    {
        VersionNumber.After(1, []).ShouldBe(new VersionNumber(1, 0));
        VersionNumber.After(1, [new(1, 0)]).ShouldBe(new VersionNumber(1, 1));
        VersionNumber.After(2, [new(1, 0), new(1, 7)]).ShouldBe(new VersionNumber(2, 0));
        VersionNumber.After(1, [new(1, 9), new(1, 10), new(2, 40)]).ShouldBe(new VersionNumber(1, 11));
    }

    [Fact]
    public void Ten_comes_after_nine() => (new VersionNumber(1, 9) < new VersionNumber(1, 10)).ShouldBeTrue();
}
