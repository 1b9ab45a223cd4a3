namespace Orchestrator.Runtime;

/// <summary>
/// Something inside of the database to be done at a set time. It is written down with <see cref="UnitOfWork.Arrange"/> in the
/// transaction that causes it, and kept by any host, once: what it does commits with the end of its row.
/// </summary>
public interface IAppointment
{
    /// <summary>Stable; written into the work rows: <c>transfer-clock</c>.</summary>
    string Name { get; }

    /// <summary>Nobody takes an appointment back: what has become pointless meanwhile does nothing. What it throws is repeated
    /// with the pauses of errands.</summary>
    Task Keep(string id, UnitOfWork work);
}
