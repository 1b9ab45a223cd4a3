namespace Orchestrator.Contracts.Terms;

/// <summary>经费形式: who pays for a quota and the person on it.</summary>
public enum FundingForm
{
    /// <summary>全额拨款.</summary>
    Full,

    /// <summary>差额补贴.</summary>
    Partial,

    /// <summary>经费自理.</summary>
    Own,

    /// <summary>企业化管理.</summary>
    Enterprise,

    /// <summary>未定编到人: people are listed so, accounts never.</summary>
    Unassigned,
}
