using Orchestrator.Office.Signatures;

namespace Orchestrator.Office.Printing;

/// <summary>会签情况 of one step of a matter: everybody who was asked, with what became of it.</summary>
/// <param name="Tally">How the votes stand, as a sentence; null where nothing is counted.</param>
public sealed record CountersignTable(string Title, IReadOnlyList<CountersignRow> Rows, string? Tally);

/// <param name="Note">Weight, veto, or that the person was added; null when there is nothing to say.</param>
/// <param name="Version">Of the text that it was decided on; 0 before the decision.</param>
public sealed record CountersignRow(
    string Who, string? Note, string Result, bool Refused, string? Opinion, string? Signer, SignatureImage? Signature, DateTimeOffset? At, int Version);
