using System.Diagnostics.CodeAnalysis;

namespace Orchestrator.HumanResources.Terms;

public enum PostTrack
{
    Management,
    Specialist,
    Worker,
}

/// <summary>岗位等级 of institution staff: a track and a level, 1 being the highest. Levels of two tracks do not compare.</summary>
public sealed record PostGrade(PostTrack Track, int Level)
{
    private static readonly (string Prefix, PostTrack Track, int Lowest)[] Tracks =
    [
        ("管理", PostTrack.Management, 10),
        ("专业技术", PostTrack.Specialist, 13),
        ("专技", PostTrack.Specialist, 13),
        ("工勤技能", PostTrack.Worker, 5),
        ("工勤", PostTrack.Worker, 5),
    ];

    private static readonly string[] Numerals = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三"];

    /// <summary>A grade without a number, below the five of the track.</summary>
    private const string OrdinaryWorker = "普通工";

    /// <summary>Reads 管理七级, 专业技术岗位十级, 工勤技能三级, 普通工.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out PostGrade? grade)
    {
        grade = text == OrdinaryWorker ? new PostGrade(PostTrack.Worker, 6) : null;
        foreach (var (prefix, track, lowest) in Tracks)
        {
            if (grade is null && text.StartsWith(prefix, StringComparison.Ordinal) && text.EndsWith('级'))
            {
                var numeral = text[prefix.Length..^1].Replace("岗位", "", StringComparison.Ordinal);
                var level = Array.IndexOf(Numerals, numeral) + 1;
                grade = level >= 1 && level <= lowest ? new PostGrade(track, level) : null;
            }
        }

        return grade is not null;
    }

    public override string ToString() => Track == PostTrack.Worker && Level == 6
        ? OrdinaryWorker
        : $"{Tracks.First(known => known.Track == Track).Prefix}{Numerals[Level - 1]}级";
}
