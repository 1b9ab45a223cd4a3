namespace Orchestrator.Organization.Duties;

/// <summary>A clause that 三定 texts must have.</summary>
public sealed record RequiredClause(string Id, string Title);

/// <summary>Thresholds of the rules D, decided per campaign.</summary>
public sealed record DutyParameters
{
    public static DutyParameters Default { get; } = new();

    /// <summary>From this round on different wordings block (D-05). Default: 2, the last of 二上二下.</summary>
    public int FinalRound { get; init; } = 2;

    /// <summary>D-08. Default: these four, in every text.</summary>
    public IReadOnlyList<RequiredClause> RequiredClauses { get; init; } =
    [
        new("safety", "安全生产"),
        new("environment", "生态环境保护"),
        new("party-leadership", "党的领导"),
        new("assigned-tasks", "完成交办的其他任务"),
    ];

    /// <summary>A missing clause blocks. Default: it warns.</summary>
    public bool MissingClauseBlocks { get; init; }

    /// <summary>Institutions that may keep 监督检查 and 处罚 (D-10). Default: none.</summary>
    public IReadOnlySet<string> RetainedInstitutions { get; init; } = new HashSet<string>();

    /// <summary>Wording by which a text tells lower levels what to set up (D-12), as regular expressions.</summary>
    public IReadOnlyList<string> InterferencePatterns { get; init; } =
    [
        "(下级|基层|各?(旗县|县|区|市|乡镇|街道)[^。；]{0,12})(应当|应|须|必须|要)[^。；]{0,20}(设立|设置|成立|配备|配齐|增加|明确)[^。；]{0,16}(机构|科室|编制|人员|规格|级别|职数)",
        "(上下|逐级)(对口|对应)(设立|设置|成立)",
    ];
}
