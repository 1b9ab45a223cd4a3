using System.Security.Cryptography;
using System.Text;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.Submission.Rosters;

public sealed class DemoPeopleSpecs
{
    [Theory]
    [InlineData(20201025, 990101, 431, "342aa4ca3999ad8e")]
    [InlineData(20201026, 990191, 920, "95f8348c1e46c29b")]
    [InlineData(20200910, 990102, 112, "7254276723ff71d0")]
    [InlineData(20201027, 990103, 32, "19b47f3e7d192739")]
    public void The_sets_of_the_demonstration_are_the_reference_sets(int seed, int region, int count, string sha256)
    {
        var lines = string.Join('\n', DemoPeople.Roster((ulong)seed, region, count).Select(person => person.Line));
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines)))[..16].ShouldBe(sha256);
    }
}
