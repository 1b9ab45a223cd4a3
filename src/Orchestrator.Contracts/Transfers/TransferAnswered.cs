namespace Orchestrator.Contracts.Transfers;

public enum TransferAuthority
{
    /// <summary>机构编制.</summary>
    Organization,

    /// <summary>财政.</summary>
    Finance,

    /// <summary>人社.</summary>
    HumanResources,
}

/// <summary>The three things that are asked of an authority for a transfer.</summary>
public enum TransferStep
{
    /// <summary>预留: hold what the transfer needs.</summary>
    Reserve,

    /// <summary>执行: make it so.</summary>
    Confirm,

    /// <summary>释放: give back what is held.</summary>
    Release,
}

/// <summary>What an authority says to a command of a transfer.</summary>
/// <param name="About">As in the command, with its command id.</param>
/// <param name="Done">False: nothing was changed, for the reasons given.</param>
/// <param name="Reasons">Also remarks (I, W) where it was done.</param>
public sealed record TransferAnswered(About About, TransferAuthority Authority, TransferStep Step, bool Done, IReadOnlyList<TransferReason> Reasons);

/// <param name="Rule">Rule id, or a code where no rule speaks of it.</param>
/// <param name="Severity">B, W or I.</param>
/// <param name="Path">Place in the command: <c>lines[0].people[2]</c>.</param>
/// <param name="Message">For people, in Chinese, with neither name nor number of a person .</param>
public sealed record TransferReason(string Rule, string Severity, string Path, string Message);
