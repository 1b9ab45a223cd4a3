using Orchestrator.Runtime.Rules;

namespace Orchestrator.HumanResources.Comparison;

/// <summary>The classes of the four-way comparison (实名制比对). E is 编办's real-name list, O 组织部's, F 财政's payroll, H 人社's insurance.</summary>
public enum ComparisonClass
{
    /// <summary>All lists agree.</summary>
    M0,

    /// <summary>In E, not in F: in a quota without pay.</summary>
    M1,

    /// <summary>In F, not in E: paid without a quota.</summary>
    M2,

    /// <summary>In E, not in H: not insured.</summary>
    M3,

    /// <summary>H knows another employer.</summary>
    M4,

    /// <summary>E and F name different units.</summary>
    M5,

    /// <summary>O and H see different identities.</summary>
    M6,

    /// <summary>O and E see different posts or ranks.</summary>
    M7,

    /// <summary>The same name in the same unit under another number.</summary>
    M8,
}

/// <summary>One class a person falls into, with the sentence that explains it. The sentence holds no name and no number.</summary>
public sealed record ClassFound(ComparisonClass Class, string Message)
{
    public Severity Severity => Class switch
    {
        ComparisonClass.M0 => Severity.Info,
        ComparisonClass.M2 or ComparisonClass.M4 or ComparisonClass.M6 or ComparisonClass.M8 => Severity.Block,
        _ => Severity.Warn,
    };
}
