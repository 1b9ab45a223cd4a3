using Orchestrator.Engine.Values;

namespace Orchestrator.Specs.Engine;

/// <summary>The input of a review case, as the office makes it when a campaign starts.</summary>
internal static class CaseInput
{
    public static JsObject Make() => JsObject.Of(("units", JsArray.Of("ZZ", "CZ", "RS")), ("case", JsonText.Parse(
        """
        {"id":"case-1","title":"三定","campaignId":"camp-1","campaignName":"x","documentCode":"S","documentTitle":"三定规定","documentClass":"1","unitId":"D1","unitName":"澄湖区",
         "officeUnit":"BB","taskForceUnit":"ZB","secretaryUnit":"WB","issuerUnit":"WB","leaderUnit":"CW","rounds":2,"maxRounds":5,"template":{"required":true,"key":"t:1"},
         "reviewers":[{"unitId":"ZZ","unitName":"组织部","mandatory":true,"policy":"BlockAndEscalate"},{"unitId":"SF","unitName":"司法局","mandatory":false,"policy":"AssumeNoObjection"}],
         "legal":{"required":true,"unitId":"SF","round":2},
         "deadlines":{"issue":{"kind":"WorkingDays","days":1},"submit":{"default":{"kind":"WorkingDays","days":5}},"intake":{"kind":"WorkingDays","days":1},"correction":{"kind":"WorkingDays","days":2},
           "review":{"default":{"kind":"WorkingDays","days":5}},"consolidate":{"default":{"kind":"WorkingDays","days":2}},"feedback":{"default":{"kind":"WorkingDays","days":1}},
           "dispute":{"L1":{"kind":"WorkingDays","days":3},"L2":{"kind":"WorkingDays","days":3},"L3":{"kind":"WorkingDays","days":5},"L4":{"kind":"WorkingDays","days":5}},
           "legal":{"kind":"WorkingDays","days":7},"proposal":{"kind":"WorkingDays","days":2},"postMeeting":{"kind":"WorkingDays","days":3},"archive":{"kind":"CalendarDays","days":30}}}
        """)));
}
