using System.Collections.Frozen;
using Orchestrator.Runtime;

namespace Orchestrator.Host.Demo;

public sealed record DemoUnit(string Id, string Name, bool District, int Sort);

/// <summary>A person; the account's id is the user name.</summary>
public sealed record DemoPerson(string UserName, string Name, string? UnitId, IReadOnlyList<string> Roles)
{
    public Actor Actor() => new(UserName, Name, UnitId, UnitId is null ? null : DemoCity.Unit(UnitId).Name, Roles.ToFrozenSet(StringComparer.Ordinal));
}

/// <summary>The fictional city 楚江市（演示）: units and people whose names are made of the Thousand Character Classic.</summary>
public static class DemoCity
{
    public const string Name = "楚江市（演示）";

    /// <summary>Of every demonstration account; shown on the sign-in page, only there and only with <c>--demo</c>.</summary>
    public const string Password = "Yanshi#2020-Chujiang";

    public static readonly IReadOnlyList<DemoUnit> Units =
    [
        new("BB", "市委编办", false, 1), new("ZB", "改革专班", false, 2), new("ZZ", "市委组织部", false, 3), new("ZF", "市委政法委", false, 4),
        new("CZ", "市财政局", false, 5), new("RS", "市人社局", false, 6), new("SF", "市司法局", false, 7), new("WB", "市委办公室", false, 8),
        new("CW", "市委常委会", false, 9),
        new("D1", "澄湖区", true, 11), new("D2", "望楚区", true, 12), new("D3", "麓川区", true, 13), new("D4", "青屿区", true, 14),
        new("D5", "临渡区", true, 15), new("D6", "柘林区", true, 16), new("D7", "枫浦区", true, 17), new("D8", "楠江市", true, 18),
    ];

    public static readonly IReadOnlyList<string> Districts = [.. Units.Where(unit => unit.District).Select(unit => unit.Id)];

    public static readonly IReadOnlyList<DemoPerson> People =
    [
        new("bb.jb", "韩阳巨", "BB", ["BB-JB"]), new("bb.hs", "沈余珍", "BB", ["BM-JB"]), new("bb.sh", "秦秋巨", "BB", ["BB-SH"]),
        new("bb.zr", "魏律为", "BB", ["BB-ZR", "BM-FZ"]), new("zb", "杨露结", "ZB", ["ZB"]),
        new("zz.jb", "朱藏闰", "ZZ", ["BM-JB", "ZZ"]), new("zz.fz", "许成岁", "ZZ", ["BM-FZ", "ZZ"]),
        new("zf.jb", "何吕调", "ZF", ["BM-JB", "ZF"]), new("zf.fz", "曹云腾", "ZF", ["BM-FZ", "ZF"]),
        new("cz.jb", "孔丽水", "CZ", ["BM-JB", "CZ"]), new("cz.fz", "姜玉出", "CZ", ["BM-FZ", "CZ"]),
        new("rs.jb", "华昆冈", "RS", ["BM-JB", "RS"]), new("rs.fz", "金剑号", "RS", ["BM-FZ", "RS"]),
        new("sf.jb", "陶巨阙", "SF", ["BM-JB", "SF"]), new("sf.fz", "戚珠称", "SF", ["BM-FZ", "SF"]),
        new("wb.ms", "谢夜光", "WB", ["MS"]), new("wb", "邹果珍", "WB", ["WB"]), new("wb.dc", "喻李柰", "WB", ["DC"]),
        new("cw.1", "柏菜重", "CW", ["LD"]), new("cw.2", "窦芥姜", "CW", ["LD"]),
        .. Districts.SelectMany(OfDistrict),
        new("sa", "章海咸", null, ["SA"]), new("se", "苏河淡", null, ["SE"]), new("au", "潘鳞潜", null, ["AU"]),
    ];

    /// <summary>Who is in charge of a unit (分管领导): the two leaders share the organs and the districts; nobody is in charge of their own.</summary>
    public static string? LeaderOf(string unit) => unit == "CW" ? null : Unit(unit).Sort % 2 == 1 ? "cw.1" : "cw.2";

    public static DemoUnit Unit(string id) => Units.First(unit => unit.Id == id);

    /// <summary>The person of a unit with a role; throws when the city has none, which would be an error of the script.</summary>
    public static DemoPerson Person(string? unit, string? role) =>
        People.FirstOrDefault(person => (unit is null || person.UnitId == unit) && (role is null || person.Roles.Contains(role)))
        ?? throw new InvalidOperationException($"演示城市没有 {unit}/{role}。");

    private static IEnumerable<DemoPerson> OfDistrict(string unit)
    {
        string[] writers = ["葛羽翔", "范龙师", "彭火帝", "鲁鸟官", "马人皇", "方始制", "任文字", "袁乃服"];
        string[] heads = ["柳衣裳", "鲍推位", "史让国", "唐有虞", "费陶唐", "岑吊民", "薛伐罪", "雷周发"];
        var index = unit[1] - '1';
        yield return new($"{unit.ToLowerInvariant()}.jb", writers[index], unit, ["BM-JB"]);
        yield return new($"{unit.ToLowerInvariant()}.fz", heads[index], unit, ["BM-FZ"]);
    }
}
