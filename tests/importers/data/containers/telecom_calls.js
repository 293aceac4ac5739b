//#DWR-INSERT
//#DWR-REPLY
var s0={};var s1={};var s2={};var s3=[];s3[0]=s0;s3[1]=s1;s3[2]=s2;
s0.callStartTime="2025/12/06 18:17:13";s1.callStartTime="2025/12/07 08:00:00";s0.dialing="17000000001";s0.called="13900000002";s0.times="10\u79D2";s0.callType="\u88AB\u53EB\u547C\u5165";s0.fee=null;
s1.dialing="13900000002";s1.called="057100000001";s1.times="1\u520600\u79D2";s1.callType="\u4E3B\u53EB\u547C\u51FA";s1.fee=0.15;s1.note="a \"b\"; s9.called=\'x\'";
s2.callStartTime="2025/12/08 09:00:00";s2.dialing="13900000002";s2.called="17000000003";s2.times="0\u79D2";s2.callType="\u547C\u8F6C";
dwr.engine._remoteHandleCallback('1','0',s3);
var s0={};s0.callStartTime="2025/12/31 23:59:59";s0.dialing="95000";s0.called="13900000002";s0.times="1\u5C0F\u65F62\u52063\u79D2";s0.callType="\u88AB\u53EB\u547C\u5165";
dwr.engine._remoteHandleCallback('2','0',[s0]);
