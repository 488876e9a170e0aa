<%@ page contentType="text/html; charset=UTF-8" %>
<?php if ($talk->id > 1) { $title = $talk->title; } ?>
<style>
.talk > p { margin: 0 }
</style>
<section class="talk">
<h2>塔钟</h2>
<p><b>主持人：</b>今天请到的是修钟表的老周。修一座塔钟要几天？<?= $talk->mark ?></p>
<p><b>周师傅：</b>看它停了几年。停一年，修一天。<?= $talk->mark ?></p>
<p><b>主持人：</b>最久的停了几年？<?= $talk->mark ?></p>
<p><b>周师傅：</b>四十一年。齿轮都认不出自己了。<?= $talk->mark ?></p>
<p><b>主持人：</b>后来走准了吗？<?= $talk->mark ?></p>
<p><b>周师傅：</b>一天慢两秒，慢得很老实。<?= $talk->mark ?></p>
</section>
<?php include "foot.php";
