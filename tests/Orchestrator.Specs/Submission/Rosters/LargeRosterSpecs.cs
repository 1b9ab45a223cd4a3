using Orchestrator.Submission.Rosters;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.Submission.Rosters;

/// <summary>Ten thousand rows with planted faults: every one is found, and nothing else.</summary>
public sealed class LargeRosterSpecs
{
    private const int Rows = 10_000;

    [Fact]
    public void Planted_faults_among_ten_thousand_rows_are_exactly_the_findings()
    {
        var rows = Enumerable.Range(0, Rows).Select(at => Given.Row(at, Person(at))).ToArray();
        var expected = new List<(string, string)>();
        for (var at = 100; at < Rows; at += 500)
        {
            rows[at] = rows[at - 99] with { Number = rows[at].Number };
            expected.Add(("P-07", $"rows[{at}].identityNumber"));
        }

        for (var at = 200; at < Rows; at += 500)
        {
            var birth = Person(at - 7).Birth;
            rows[at] = rows[at - 7] with { IdentityNumber = DemoPeople.Number(990199, birth, 2 + int.Parse(Person(at - 7).Number[16..17], provider: null) % 2) };
            expected.Add(("P-09", $"rows[{at}].name"));
        }

        for (var at = 300; at < Rows; at += 500)
        {
            var number = rows[at].IdentityNumber!;
            rows[at] = rows[at] with { IdentityNumber = number[..17] + (number[17] == '1' ? '2' : '1') };
            expected.Add(("P-03", $"rows[{at}].identityNumber"));
        }

        KnownEntry[] known = [.. Enumerable.Range(0, 20).Select(at => (at * 500) + 400).Select(at => new KnownEntry(Given.Key(rows[at].IdentityNumber!), "wangchu", "望楚区", at % 1000 == 400))];
        expected.AddRange(Enumerable.Range(0, 20).Select(at => ("P-08", $"rows[{(at * 500) + 400}].identityNumber")));

        var found = RosterCheck.Check(rows, Given.Campaign, new KnownElsewhere("chenghu", known), Given.Secret);
        found.Select(finding => (finding.Rule, finding.Path)).ShouldBe(expected, ignoreOrder: true);
    }

    /// <summary>Number and name of each are different from all others'.</summary>
    private static DemoPerson Person(int at)
    {
        var male = at % 3 != 0;
        var birth = new DateOnly(1970 + (at / 500), 1 + (at % 12), 1 + (at % 28));
        var name = $"{"赵钱孙李周吴郑王冯陈"[at / 1000]}{(char)(0x4E00 + (at % 1000))}";
        return new DemoPerson(name, male ? "男" : "女", birth, DemoPeople.Number(990101, birth, (2 * (at % 500)) + (male ? 1 : 0)));
    }
}
