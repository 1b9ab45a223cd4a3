using Orchestrator.Contracts.People;

namespace Orchestrator.Specs.Submission.Rosters;

/// <summary>A made-up person under a number that can belong to nobody (region 99xxxx).</summary>
public sealed record DemoPerson(string Name, string Gender, DateOnly Birth, string Number)
{
    public string Line => $"{Name},{Gender},{Birth:yyyy-MM-dd},{Number}";
}

/// <summary>The demonstration's people, the same on every machine: SplitMix64 by seed.</summary>
public static class DemoPeople
{
    private const string Surnames = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏";
    private const string First = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳";
    private const string Second = "云腾致雨露结为霜金生丽水玉出昆冈剑号巨阙珠称夜光果珍李柰菜重芥姜";

    public static IReadOnlyList<DemoPerson> Quota { get; } = Roster(20201025, 990101, 431);

    public static IReadOnlyList<DemoPerson> Hired { get; } = Roster(20201026, 990191, 920);

    public static IReadOnlyList<DemoPerson> Second112 { get; } = Roster(20200910, 990102, 112);

    public static IReadOnlyList<DemoPerson> Roster(ulong seed, int region, int count)
    {
        var random = new Draw(seed);
        return [.. Enumerable.Range(0, count).Select(at => Person(at, region, random))];
    }

    /// <summary>A number with a right check character.</summary>
    public static string Number(int region, DateOnly birth, int sequence)
    {
        var first17 = $"{region:D6}{birth:yyyyMMdd}{sequence:D3}";
        return first17 + IdentityNumber.CheckCharacter(first17);
    }

    private static DemoPerson Person(int at, int region, Draw random)
    {
        var male = random.Below(100) < 56;
        var from = male ? 1963 : 1968;
        var birth = new DateOnly(from + random.Below(1998 - from + 1), 1 + random.Below(12), 1 + random.Below(28));
        var name = $"{Surnames[random.Below(30)]}{First[random.Below(32)]}{Second[random.Below(32)]}";
        return new DemoPerson(name, male ? "男" : "女", birth, Number(region, birth, ((2 * at) + (male ? 1 : 0)) % 1000));
    }

    private sealed class Draw(ulong seed)
    {
        private ulong state = seed;

        public int Below(int bound)
        {
            state += 0x9E3779B97F4A7C15;
            var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return (int)((mixed ^ (mixed >> 31)) % (ulong)bound);
        }
    }
}
